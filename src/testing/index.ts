/** For the tests of pages and of adapters, with any test runner or without one. */
export { AdapterFixture } from './adapter-fixture.js';
export type { AdapterFixtureOptions } from './adapter-fixture.js';
export { decided, errors, offer, unavailable, upgraded } from './answers.js';
export { adapterContract } from './contract.js';
export type { ContractCase, ContractSubject } from './contract.js';
export { FakeMount, FakeProvider } from './fake-provider.js';
export type { FakeProviderOptions } from './fake-provider.js';
