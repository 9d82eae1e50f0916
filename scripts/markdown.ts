import { format, resolveConfig } from 'prettier';

/** Generated Markdown, as the linter wants it. */
export const toPrettyMarkdown = async (text: string): Promise<string> =>
  format(text, { ...(await resolveConfig('README.md')), parser: 'markdown' });
