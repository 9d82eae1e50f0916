import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { toPalette } from './palette.js';
import type { Shot } from './plan.js';

const folder = 'test/references';
const differences = '.shots/differences';
const madeWith = path.join(folder, 'made-with.json');

/** How far a pixel may be off, from 0 to 1; and which share of the pixels. Another release of the browser draws edges anew. */
const TOLERANCE = { threshold: 0.1, share: 0.0005 };

/** The pictures that the views are held against. */
export class References {
  readonly #browser: string;
  readonly #isUpdate: boolean;
  readonly #complaints: string[] = [];
  #checked = 0;

  /** @param browser that takes the pictures; @param isUpdate makes the references anew instead of comparing */
  constructor(browser: string, isUpdate: boolean) {
    this.#browser = browser;
    this.#isUpdate = isUpdate;
  }

  /** Whether something looks different that did not have to: another release of the browser may draw anew. */
  async fail(): Promise<boolean> {
    return this.#complaints.length > 0 && (await this.#madeWith()) === this.#browser;
  }

  /** Holds a picture against its reference. What differs is drawn into `.shots/differences/`. */
  async check(name: string, picture: Buffer): Promise<void> {
    this.#checked++;
    const file = path.join(folder, `${name}.png`);
    if (this.#isUpdate) {
      await mkdir(folder, { recursive: true });
      await writeFile(file, toPalette(picture));
      return;
    }
    const reference = await readFile(file).catch(() => undefined);
    const complaint = reference ? await compare(name, reference, picture) : 'has no reference';
    if (complaint) this.#complaints.push(`${name}: ${complaint}`);
  }

  /** Does away with references that no picture is compared with any more, or complains about them. */
  async prune(shots: readonly Shot[]): Promise<void> {
    const needed = new Set(shots.filter(({ isReference }) => isReference).map(({ name }) => `${name}.png`));
    const files = await readdir(folder).catch(() => []);
    for (const file of files.filter((name) => name.endsWith('.png') && !needed.has(name))) {
      if (this.#isUpdate) await rm(path.join(folder, file));
      else this.#complaints.push(`${file}: nothing is compared with it`);
    }
  }

  /** The result, as readable text. */
  async report(): Promise<string> {
    const count = String(this.#checked);
    if (this.#isUpdate) {
      await writeFile(madeWith, `{ "browser": ${JSON.stringify(this.#browser)} }\n`);
      return `${count} references made.`;
    }
    if (this.#complaints.length === 0) return `${count} are like their references.`;
    const browser = await this.#madeWith();
    const other = `\nThe references were made with ${browser ?? 'nothing known'}, this is ${this.#browser}: no failure.`;
    const list = this.#complaints.map((complaint) => `\n  ${complaint}`).join('');
    const advice = `\nLook into ${differences}/. If it is meant to be so: npm run shots -- --update`;
    return `${String(this.#complaints.length)} of ${count} differ:${list}${browser === this.#browser ? '' : other}${advice}`;
  }

  async #madeWith(): Promise<string | undefined> {
    const text = await readFile(madeWith, 'utf8').catch(() => '{}');
    return (JSON.parse(text) as { browser?: string }).browser;
  }
}

async function compare(name: string, before: Buffer, after: Buffer): Promise<string | undefined> {
  const [a, b] = [PNG.sync.read(before), PNG.sync.read(after)];
  if (a.width !== b.width || a.height !== b.height)
    return `was ${String(a.width)} × ${String(a.height)}, is ${String(b.width)} × ${String(b.height)}`;
  const { width, height } = a;
  const drawing = new PNG({ width: width * 3, height });
  const difference = new PNG({ width, height });
  const count = pixelmatch(a.data, b.data, difference.data, width, height, { threshold: TOLERANCE.threshold });
  if (count <= width * height * TOLERANCE.share) return undefined;
  [a, b, difference].forEach((part, index) => PNG.bitblt(part, drawing, 0, 0, width, height, width * index, 0));
  await mkdir(differences, { recursive: true });
  await writeFile(path.join(differences, `${name}.png`), PNG.sync.write(drawing));
  return `${String(count)} pixels differ`;
}
