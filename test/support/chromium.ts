import { Launcher } from 'chrome-launcher';

/** How to start a Chromium. */
export interface Chromium {
  readonly executablePath: string;
  readonly args: string[];
}

/** Nothing that a test did not ask for goes out to the network. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--no-first-run',
];

/**
 * The Chromium or Chrome of this machine: `CHROME_PATH`, else where the system keeps it.
 * @throws {Error} where there is none
 */
export function findChromium(): Chromium {
  const executablePath = installed();
  const named = process.env['CHROME_PATH'];
  if (named && named !== executablePath) throw new Error(`CHROME_PATH names no program: ${named}`);
  if (!executablePath) throw new Error('No Chromium found. Install Chromium or Chrome, or set CHROME_PATH.');
  return { executablePath, args: mayUseSandbox() ? quiet : [...quiet, '--no-sandbox'] };
}

/** Root has no sandbox to offer, and most build machines have none either. */
const mayUseSandbox = () => process.env['CI'] === undefined && process.getuid?.() !== 0;

function installed(): string | undefined {
  try {
    return Launcher.getFirstInstallation();
  } catch {
    return undefined; // It throws where nothing is installed.
  }
}
