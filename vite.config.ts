import { defineConfig } from 'vite';
import { emulators } from './demo/emulator/plugin.js';

/** The demo: `index.html` with the emulated API on its own origin, and the provider's frame on another one. */
export default defineConfig({ plugins: [emulators()] });
