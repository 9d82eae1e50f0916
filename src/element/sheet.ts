/** The style sheet for a shadow root in a document; none if that document has no window. */
export type Sheet = (document: Document) => CSSStyleSheet | undefined;

/**
 * A page may have made `rem` smaller for its own convenience (`html { font-size: 62.5% }`); larger is the user's wish. In a
 * query, it is always the browser's own.
 */
const REM = /(?<!(?:width|height): ?)(-?[\d.]+)rem/g;

/**
 * A constructed sheet belongs to one document, and an element may move to another: each gets its own. By the name of this
 * tag editors and the build know CSS.
 */
export function css(source: TemplateStringsArray): Sheet {
  const sheets = new WeakMap<Document, CSSStyleSheet>();
  return (document) => {
    const { defaultView } = document;
    if (defaultView && !sheets.has(document)) {
      const sheet = new defaultView.CSSStyleSheet();
      sheet.replaceSync(source.join().replace(REM, 'max($1rem,$1*16px)'));
      sheets.set(document, sheet);
    }
    return sheets.get(document);
  };
}
