import 'verification-upgrade';
import { FakeProvider } from 'verification-upgrade/testing';

// The page as it is for tests: with a provider that they can speak for.
const provider = new FakeProvider();
Object.assign(globalThis, { provider });

const upgrade = document.querySelector('verification-upgrade');
const level = document.querySelector('#level');
if (!upgrade || !level) throw new Error('This is another page.');
upgrade.providers = { sumsub: provider.load };
upgrade.addEventListener('upgrade-approved', ({ state }) => (level.textContent = state.nextLevel ?? ''));
