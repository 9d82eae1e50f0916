// @ts-check
import path from 'node:path';

/** @import { Rule } from 'eslint' */
/** @import { Layer } from './layers.js' */
/** @typedef {'value' | 'type' | 'lazy'} Manner */

/** @param {string} pattern */
const toRegExp = (pattern) =>
  new RegExp(
    `^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*\*?/g, (stars) => (stars === '**' ? '.*' : '[^/]*'))}$`,
  );

/** @param {readonly string[]} patterns @param {string} target */
const matches = (patterns, target) => patterns.some((pattern) => toRegExp(pattern).test(target));

/** @param {string} file absolute @param {string} root absolute */
const below = (file, root) => path.relative(root, file).split(path.sep).join('/');

/**
 * What a specifier leads to: a path below the root for a relative one, else what was written.
 *
 * @param {string} specifier @param {string} importer absolute @param {string} root absolute
 */
const targetOf = (specifier, importer, root) =>
  specifier.startsWith('.')
    ? below(path.resolve(path.dirname(importer), specifier), root).replace(/\.js$/, '.ts')
    : specifier;

/** @param {Layer} layer @param {Manner} manner */
const allowed = ({ values = [], types = [], lazily = [] }, manner) =>
  ({ value: values, lazy: [...values, ...lazily], type: [...values, ...lazily, ...types] })[manner];

/**
 * Holds the direction in which modules know each other: each file imports only what its layer may.
 * Options: the root folder and the table of layers.
 *
 * @type {Rule.RuleModule}
 */
export const importDirection = {
  meta: {
    type: 'problem',
    docs: { description: 'Modules import only what their layer may know' },
    schema: [
      {
        type: 'object',
        required: ['root', 'layers'],
        properties: { root: { type: 'string' }, layers: { type: 'array' } },
      },
    ],
    messages: {
      unlisted: '{{file}} belongs to no layer: add it to the table',
      forbidden: '{{file}} may not import {{target}} ({{manner}})',
    },
  },
  create(context) {
    const { root, layers } = /** @type {{ root: string, layers: readonly Layer[] }} */ (context.options[0]);
    const file = below(context.filename, root);
    const layer = layers.find(({ of }) => matches([of], file));

    /** @param {any} node @param {unknown} specifier @param {Manner} manner */
    const check = (node, specifier, manner) => {
      if (!layer || typeof specifier !== 'string') return;
      const target = targetOf(specifier, context.filename, root);
      if (matches(allowed(layer, manner), target)) return;
      context.report({ node, messageId: 'forbidden', data: { file, target, manner } });
    };
    /** @param {any} node */
    const statement = (node) => {
      const kind = node.importKind ?? node.exportKind;
      check(node, node.source?.value, kind === 'type' ? 'type' : 'value');
    };

    return {
      Program(node) {
        if (!layer) context.report({ node, messageId: 'unlisted', data: { file } });
      },
      ImportDeclaration: statement,
      ExportNamedDeclaration: statement,
      ExportAllDeclaration: statement,
      /** @param {any} node */
      ImportExpression: (node) => check(node, node.source.value, 'lazy'),
      /** @param {any} node */
      TSImportType: (node) => check(node, node.source?.value ?? node.argument?.literal?.value, 'type'),
    };
  },
};
