/** For the tests of pages and of adapters. No test runner is needed, nor is one in the way. */
export { adapterContract } from './contract.js';
export type { ContractCase, ContractSubject } from './contract.js';
export { errors, levelReached, offer, unavailable, withoutOffer } from './answers.js';
export { FakeProvider, FakeStay } from './fake-provider.js';
export { Stay } from './stay.js';
export type { StayOptions } from './stay.js';
