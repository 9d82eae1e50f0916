/** The style sheet of a shadow root. By the name of this tag editors and the build know CSS. */
export function css(source: TemplateStringsArray): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(source.join(''));
  return sheet;
}
