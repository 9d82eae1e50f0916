import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pageOf } from '../../docs/.vitepress/links.js';

const contents = 'docs/README.md';
const others = 'docs/decisions/README.md';

/** Every page: the tables of contents name them all. */
export function pagesOf(): string[] {
  const files = [contents, others].flatMap((table) =>
    [...readFileSync(table, 'utf8').matchAll(/\]\(([^)#:\s]+\.md)\)/g)].map(([, link = '']) =>
      path.posix.join(path.posix.dirname(table), link),
    ),
  );
  return [...new Set(['README.md', contents, others, ...files])].filter((file) => existsSync(file));
}

/** Where the Markdown of a page is on the site: beside its HTML. */
const addressOf = (file: string): string => pageOf(file).replace(/\/$/, '/index.md');

/** Links between files of the repository, as links between what the site has of them. Code is left as it is. */
const withSiteLinks = (text: string, file: string): string =>
  text
    .split(/(^ *```[^]*?^ *```$)/m)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replace(/\]\((?![a-z]+:|#|\/)([^)#\s]+)([^)\s]*)\)/g, (_, link: string, anchor: string) => {
            const target = path.posix.join(path.posix.dirname(file), link);
            return `](${isText(target) ? addressOf(target) : pageOf(target)}${anchor})`;
          }),
    )
    .join('');

const isText = (file: string) => file.endsWith('.md');

/**
 * The documentation for programs that read text: the Markdown of each page beside its HTML, `llms.txt` with the table
 * of contents, and `llms-full.txt` with everything.
 *
 * @param folder the built site
 */
export function writeTexts(folder: string): void {
  const pages = pagesOf().map((file) => ({ file, text: withSiteLinks(readFileSync(file, 'utf8'), file) }));
  for (const { file, text } of pages) write(folder, addressOf(file), text);
  const full = pages.map(({ file, text }) => `<!-- ${addressOf(file)} -->\n\n${text.trim()}\n`);
  write(folder, '/llms-full.txt', full.join('\n'));
  write(folder, '/llms.txt', tableOfContents());
}

/** The form that llmstxt.org describes: a title, a summary, lists of links. */
function tableOfContents(): string {
  const { name, description } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, string>;
  const [, ...sections] = withSiteLinks(readFileSync(contents, 'utf8'), contents).split(/^## /m);
  const lists = sections.map((section) => {
    const [title = '', ...lines] = section.trim().split('\n');
    // A list in one line has its links between dots.
    const links = lines
      .join(' ')
      .replaceAll(/\s*·\s*/g, '\n- ')
      .replaceAll(/ +- \[/g, '\n- [')
      .trim();
    return `## ${title}\n\n${links.startsWith('- ') ? links : `- ${links}`}\n`;
  });
  return [
    `# ${name ?? ''}\n`,
    `> ${description ?? ''}\n`,
    'All pages in one file: [llms-full.txt](/llms-full.txt)\n',
    ...lists,
  ].join('\n');
}

function write(folder: string, address: string, text: string): void {
  const file = path.join(folder, address);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
