// @ts-check
/**
 * Writes down what can be read on the page outside the provider's own place, at each event of the element and again once
 * that is on the screen: attributes and texts, the shadow tree, address, title, stores. `readExposed()` returns it.
 */
const exposed = { texts: /** @type {Set<string>} */ (new Set()), framed: 0 };

/** @param {ParentNode} root */
function read(root) {
  for (const node of root.querySelectorAll('*')) {
    if (node.matches('[slot=provider] *')) continue;
    for (const { value } of node.attributes) exposed.texts.add(value);
    for (const child of node.childNodes) if (child instanceof Text) exposed.texts.add(child.data);
    if (node.shadowRoot) read(node.shadowRoot);
  }
}

function readAll() {
  if (document.querySelector('[slot=provider] iframe')) exposed.framed++;
  const { localStorage, sessionStorage } = window;
  const stores = JSON.stringify({ ...localStorage, ...sessionStorage });
  for (const text of [location.href, document.title, document.cookie, stores]) exposed.texts.add(text);
  read(document);
}

for (const name of ['state-change', 'message']) {
  addEventListener(`upgrade-${name}`, () => {
    readAll();
    requestAnimationFrame(readAll);
  });
}

// @ts-expect-error -- For the test to call.
window.readExposed = () => {
  readAll();
  return JSON.stringify({ ...exposed, texts: [...exposed.texts] });
};
