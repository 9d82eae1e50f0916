/** The style sheet for a shadow root in a document; none if that document has no window. */
export type Sheet = (document: Document) => CSSStyleSheet | undefined;

/**
 * A constructed sheet belongs to one document, and an element may move to another: each gets its own. By the name of this
 * tag editors and the build know CSS.
 */
export function css(source: readonly string[]): Sheet {
  const sheets = new WeakMap<Document, CSSStyleSheet>();
  return (document) => {
    const { defaultView } = document;
    if (defaultView && !sheets.has(document)) {
      const sheet = new defaultView.CSSStyleSheet();
      sheet.replaceSync(source.join());
      sheets.set(document, sheet);
    }
    return sheets.get(document);
  };
}
