import { spawnSync } from 'node:child_process';
import { chromium } from './chromium.js';
import type { Need } from './engine.js';
import { fetchChromium } from './fetch-chromium.js';
import { findProgram } from './programs.js';

/** A program that the tests need is missing and could not be installed. The message is for the reader of the terminal. */
export class MissingProgram extends Error {}

/** What each package manager types to install Chromium. */
const commands: readonly (readonly [manager: string, command: string])[] = [
  ['apt-get', 'sudo apt-get install -y chromium'],
  ['dnf', 'sudo dnf install -y chromium'],
  ['zypper', 'sudo zypper install -y chromium'],
  ['pacman', 'sudo pacman -S chromium'],
  ['apk', 'sudo apk add chromium'],
  ['brew', 'brew install --cask google-chrome'],
  ['winget', 'winget install Google.Chrome'],
];

/**
 * Brings what is missing onto this machine, and says so in one line: as root on Debian and Ubuntu by apt-get; on any Linux
 * a Chromium, if that is missing still, from npm.
 * @throws {MissingProgram} if something is missing after that, with the command to type
 */
export function provide(needs: readonly Need[]): void {
  installPackages(missing(needs));
  const isMissing = (need: Need) => missing(needs).includes(need);
  if (isMissing(chromium) && process.platform === 'linux' && process.arch === 'x64') {
    console.log('No browser found: fetching Chromium from npm');
    fetchChromium();
  }
  const left = missing(needs);
  const others = left.filter((need) => need !== chromium);
  if (others.length > 0) {
    const packages = left.flatMap((need) => need.packages).join(' ');
    throw new MissingProgram(`Missing: ${list(left)}. On Debian, run: sudo apt-get install -y ${packages}`);
  }
  if (left.length > 0) throw new MissingProgram(howToGetABrowser());
}

function howToGetABrowser(): string {
  const named = process.env['CHROME_PATH'];
  if (named) return `CHROME_PATH names no program: ${named}`;
  const command = commands.find(([manager]) => findProgram([manager, `${manager}.exe`]))?.[1];
  const advice = command ? `Run: ${command}` : 'Install Chrome, or set CHROME_PATH.';
  return `The tests need a browser, and there is no Chrome, Edge, Chromium or Firefox in its usual place. ${advice}`;
}

const list = (needs: readonly Need[]) => needs.map(({ title }) => title).join(', ');

const missing = (needs: readonly Need[]) => needs.filter((need) => !need.isInstalled());

/** As root on Debian and Ubuntu; elsewhere it does nothing. */
function installPackages(needs: readonly Need[]): void {
  if (needs.length === 0 || process.getuid?.() !== 0 || !findProgram(['apt-get'])) return;
  console.log(`Missing: ${list(needs)}. Installing by apt-get`);
  aptGet('update', '-qq');
  // Each alone: a package that a distribution does not have must not keep the others away.
  for (const { packages } of needs) aptGet('install', '-y', '-qq', '--no-install-recommends', ...packages);
}

function aptGet(...args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  const [reason] = stderr.split('\n').filter((line) => line.startsWith('E: '));
  if (status !== 0) console.log(`apt-get ${args[0] ?? ''} failed${reason ? `: ${reason.slice(3)}` : ''}`);
}
