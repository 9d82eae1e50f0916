import path from 'node:path';
import { findProgram, isProgram } from './engines/programs.js';

/** How to start a Chromium. */
export interface Chromium {
  readonly executablePath: string;
  readonly args: string[];
}

/** Where `engines/fetch-chromium.ts` puts the Chromium that comes from npm; `CHROMIUM_CACHE` names another folder. */
export const fetched = path.resolve(process.env['CHROMIUM_CACHE'] ?? '.cache/chromium');
const fetchedProgram = path.join(fetched, 'chrome');

/** Nothing that a test did not ask for goes out to the network. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--no-first-run',
];

/** Chromium without windows: the same engine, and a fifth of the work for each page. Debian has a package of it. */
const headlessShell = 'chromium-headless-shell';

/** Chrome, Edge and Chromium are one engine; the tests run in any of them. */
const names = [
  'chromium',
  'google-chrome-stable',
  'google-chrome',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const places = {
  darwin: [
    'Google Chrome.app/Contents/MacOS/Google Chrome',
    'Chromium.app/Contents/MacOS/Chromium',
    'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'Google/Chrome/Application/chrome.exe',
    'Chromium/Application/chrome.exe',
    'Microsoft/Edge/Application/msedge.exe',
  ],
};

/**
 * The program of Chromium, Chrome or Edge: `CHROME_PATH`, else where the system keeps it, else the one from npm.
 * @param prefer `browser`: as users have it, with windows, for pictures and measurements
 */
export function chromiumProgram(prefer: 'shell' | 'browser' = 'shell'): string | undefined {
  const named = process.env['CHROME_PATH'];
  if (named) return isProgram(named) ? named : undefined;
  const preferred = prefer === 'browser' ? [...names, headlessShell] : [headlessShell, ...names];
  return findProgram(preferred, places) ?? (isProgram(fetchedProgram) ? fetchedProgram : undefined);
}

/**
 * How to start the Chromium of this machine.
 * @param prefer `browser`: as users have it, with windows, for pictures and measurements
 * @throws {Error} if there is none
 */
export function findChromium(prefer: 'shell' | 'browser' = 'shell'): Chromium {
  const executablePath = chromiumProgram(prefer);
  const named = process.env['CHROME_PATH'];
  if (!executablePath)
    throw new Error(named ? `CHROME_PATH names no program: ${named}` : 'No Chromium, Chrome or Edge found.');
  const isSandboxed = mayUseSandbox() && executablePath !== fetchedProgram;
  return { executablePath, args: isSandboxed ? quiet : [...quiet, '--no-sandbox'] };
}

/** Whether a page that the user leaves is kept for the way back. The headless shell, also the one from npm, keeps none. */
export function keepsPages(): boolean {
  const program = chromiumProgram('browser') ?? '';
  return program !== fetchedProgram && path.basename(program) !== headlessShell;
}

/** Chromium refuses to run as root with its sandbox, and most build machines offer none. */
const mayUseSandbox = () => process.env['CI'] === undefined && process.getuid?.() !== 0;
