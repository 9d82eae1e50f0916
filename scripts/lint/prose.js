// @ts-check
/** @import { Rule } from 'eslint' */

/** Constructions that a reader stops at, each with what to write. Code in backticks is not read. */
const banned = /** @type {const} */ ([
  [/\b(whoever|whomever|nobody|somebody|anybody)\b/i, 'name the user, the page, the server or the code'],
  [/\b(a|the) person\b|\bpersons?['’]s\b|\bcustomers?\b/i, '"user"'],
  [/\bof (its|their|our|your) own words?\b|\b(its|their) words\b/i, '"its message" or "its text"'],
  [/\b(comes? to an?|came to an?)\b/i, '"returns", "becomes" or "reaches"'],
  [/\b(bears?|mends?|mended)\b/i, '"allows" or "fixes"'],
  [/\bdead ends?\b|\bfor ever\b|\bways? out\b/i, '"recovery", "without end" or what really happens'],
  [/ (of ours|of theirs)\b/i, '"our", "this package\'s" or a name'],
  [/\b(spinner turns|never into the .* face|has a face)\b/i, 'no slogan: say what happens'],
]);

/**
 * What is wrong with a text, one line for each construction.
 *
 * @param {string} text
 */
export const complaints = (text) => {
  const prose = text.replace(/`[^`]*`/g, '');
  return banned.flatMap(([pattern, instead]) => {
    const [found] = pattern.exec(prose) ?? [];
    return found === undefined ? [] : [`"${found.trim()}": write ${instead}.`];
  });
};

/**
 * Reads the comments and the texts of a module.
 *
 * @type {Rule.RuleModule}
 */
export const prose = {
  meta: { type: 'suggestion', schema: [] },
  create(context) {
    /** @param {import('estree').Node | import('estree').Comment} node @param {string} text */
    const check = (node, text) => {
      if (!node.loc) return;
      for (const message of complaints(text)) context.report({ loc: node.loc, message });
    };
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) check(comment, comment.value);
      },
      Literal(node) {
        // A word alone is a name, not prose.
        if (typeof node.value === 'string' && node.value.includes(' ')) check(node, node.value);
      },
      TemplateElement(node) {
        if (node.value.raw.includes(' ')) check(node, node.value.raw);
      },
    };
  },
};
