import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';
import ts from 'typescript';

/** The analyzer takes the argument of `new XEvent(state)` for an event. What is documented has a description. */
const documentedEvents = {
  name: 'documented-events',
  packageLinkPhase({ customElementsManifest }) {
    for (const { element } of elementsOf(customElementsManifest)) {
      element.events = element.events?.filter(({ description }) => description);
    }
  },
};

/** A manifest is for the page: what is private, or the browser's to call, stays out; so does the class in between. */
const publicMembers = {
  name: 'public-members',
  packageLinkPhase({ customElementsManifest }) {
    const isPublic = ({ name, privacy }) =>
      (privacy ?? 'public') === 'public' && !/Callback$|^(requestUpdate|updateComplete)$/.test(name);
    for (const { declarations } of customElementsManifest.modules) {
      for (const declaration of declarations) {
        const members = declaration.members?.filter(isPublic);
        declaration.members = members;
        if (!declaration.customElement) continue;
        declaration.superclass = { name: 'HTMLElement' };
        const settings = members.filter((member) => member.inheritedFrom);
        declaration.members = [...settings, ...members.filter((member) => !member.inheritedFrom)];
        for (const setting of settings) delete setting.inheritedFrom;
      }
    }
    customElementsManifest.modules = customElementsManifest.modules.filter(
      ({ path }) => path !== 'src/element/settings.ts',
    );
  },
};

/** Attributes and defaults as the built class has them: what pages meet, whatever way the source declares it. */
const liveAttributes = ({ attributes, defaults }) => ({
  name: 'live-attributes',
  packageLinkPhase({ customElementsManifest }) {
    const [{ element }] = elementsOf(customElementsManifest);
    const fields = element.members.filter(({ kind }) => kind === 'field');
    for (const field of fields) if (field.name in defaults) field.default = JSON.stringify(defaults[field.name]);
    element.attributes = Object.entries(attributes).map(([name, fieldName]) => {
      const field = fields.find((candidate) => candidate.name === fieldName);
      if (!field) throw new Error(`An attribute without a documented field: ${name}`);
      field.attribute = name;
      const { type, description, default: fallback } = field;
      return { name, fieldName, type, description, default: fallback };
    });
  },
});

/** The values that an attribute takes, in place of the name of a type: editors complete them, Storybook offers them. */
const words = {
  name: 'words',
  packageLinkPhase({ customElementsManifest }) {
    const [{ element }] = elementsOf(customElementsManifest);
    const file = path.resolve('dist/element/verification-upgrade.d.ts');
    const program = ts.createProgram([file], { lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'], types: [] });
    const checker = program.getTypeChecker();
    const declared = program.getSourceFile(file).statements.find(ts.isClassDeclaration);
    const properties = checker.getTypeAtLocation(declared);
    const resolved = (name) => checker.getTypeOfSymbolAtLocation(properties.getProperty(name), declared);
    const typeOf = (name) => {
      const type = resolved(name);
      const isChoice = type.isUnion() && type.types.every((option) => option.isStringLiteral());
      return isChoice && type.types.map(({ value }) => `'${value}'`).join(' | ');
    };
    for (const attribute of element.attributes) {
      const text = typeOf(attribute.fieldName);
      if (!text) continue;
      attribute.type = attribute.parsedType = { text };
      element.members.find(({ name }) => name === attribute.fieldName).type = { text };
    }
    // A type of a type, such as `Options['headers']`, tells a page nothing.
    for (const { name, type } of element.members.filter(({ type }) => type?.text.includes("['"))) {
      type.text = checker.typeToString(checker.getNonNullableType(resolved(name)));
    }
  },
};

/** The entry registers the tag under a constant's name, which the analyzer takes for the tag. */
const definition = {
  name: 'definition',
  packageLinkPhase({ customElementsManifest }) {
    const entry = customElementsManifest.modules.find((module) => module.path === 'src/index.ts');
    const [{ element, module }] = elementsOf(customElementsManifest);
    const constant = entry.declarations.find(({ name }) => name === element.tagName);
    if (constant) element.tagName = constant.default.replace(/['"]/g, '');
    entry.declarations = entry.declarations.filter((declaration) => declaration !== constant);
    entry.exports = entry.exports.filter(({ kind }) => kind !== 'custom-element-definition');
    entry.exports.push({
      kind: 'custom-element-definition',
      name: element.tagName,
      declaration: { name: element.name, module },
    });
  },
};

/** Paths as they are published: modules below `dist/`, not sources. */
const publishedPaths = {
  name: 'published-paths',
  packageLinkPhase({ customElementsManifest }) {
    for (const module of customElementsManifest.modules) {
      const published = (source) =>
        (source.startsWith('.') ? path.posix.join(path.posix.dirname(module.path), source) : source)
          .replace(/^\/?src\//, 'dist/')
          .replace(/\.ts$/, '.js');
      const rewrite = (node) => {
        if (typeof node !== 'object' || node === null) return;
        if (typeof node.module === 'string') node.module = published(node.module);
        Object.values(node).forEach(rewrite);
      };
      rewrite(module.exports);
      rewrite(module.declarations);
      module.path = published(module.path);
    }
  },
};

/** The declarations of elements, each with the module it is in. */
function elementsOf({ modules }) {
  return modules.flatMap(({ path: module, declarations }) =>
    declarations.filter(({ customElement }) => customElement).map((element) => ({ element, module })),
  );
}

/** VS Code writes an attribute without a value only if it is told to, as its own data for HTML says it. */
const booleanAttributes = {
  name: 'boolean-attributes',
  packageLinkPhase({ customElementsManifest }) {
    const file = 'dist/vscode.html-custom-data.json';
    const data = JSON.parse(readFileSync(file, 'utf8'));
    const [{ element }] = elementsOf(customElementsManifest);
    const isBoolean = (name) =>
      element.attributes.find((attribute) => attribute.name === name)?.type.text === 'boolean';
    for (const attribute of data.tags[0].attributes) if (isBoolean(attribute.name)) attribute.valueSet = 'v';
    writeFileSync(file, JSON.stringify(data, undefined, 2));
  },
};

const editors = { outdir: 'dist', typesSrc: 'parsedType', hideLogs: true, hideCssPropertiesDocs: true };

export default {
  globs: [
    'src/index.ts',
    'src/element.ts',
    'src/element/verification-upgrade.ts',
    'src/element/settings.ts',
    'src/upgrade/events.ts',
  ],
  outdir: 'dist',
  packagejson: false,
  plugins: [
    documentedEvents,
    publicMembers,
    liveAttributes(await import('./dist/element/settings.js')),
    words,
    definition,
    publishedPaths,
    customElementVsCodePlugin(editors),
    booleanAttributes,
    customElementJetBrainsPlugin({ ...editors, packageJson: false }),
  ],
};
