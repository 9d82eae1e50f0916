/** The reference of the element, from the manifest that a build leaves in `dist/`. */
import { toPrettyMarkdown } from '../markdown.js';

interface Named {
  readonly name: string;
  readonly description?: string;
}

interface Member extends Named {
  readonly kind: 'field' | 'method';
  readonly attribute?: string;
  readonly default?: string;
  readonly readonly?: boolean;
  readonly type?: { readonly text: string };
  readonly parameters?: readonly (Named & { readonly type?: { readonly text: string } })[];
  readonly return?: { readonly type: { readonly text: string } };
}

interface Attribute extends Named {
  readonly fieldName: string;
  /** The words that it takes, where there are such. */
  readonly parsedType?: { readonly text: string };
}

interface Declaration extends Named {
  readonly superclass?: { readonly name: string };
  readonly members?: readonly Member[];
  readonly tagName?: string;
  readonly attributes?: readonly Attribute[];
  readonly events?: readonly (Named & { readonly type: { readonly text: string } })[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
  readonly cssStates?: readonly Named[];
}

/** What is read of `dist/custom-elements.json`. */
export interface Manifest {
  readonly modules: readonly { readonly path: string; readonly declarations: readonly Declaration[] }[];
}

const code = (text: string) => `\`${text}\``;
const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(heads), row(heads.map(() => '---')), ...rows.map(row)].join('\n');
const described = (list: readonly Named[] = []) => list.map(({ name, description = '' }) => [code(name), description]);

/** @throws {Error} where the manifest holds no element */
export async function toApiPage({ modules }: Manifest): Promise<string> {
  const declarations = modules.flatMap((module) => module.declarations);
  const element = declarations.find(({ tagName }) => tagName !== undefined);
  if (!element) throw new Error('The manifest holds no element.');
  const { members = [], attributes = [], events = [], cssStates = [] } = element;
  const fields = members.filter(({ kind }) => kind === 'field');
  const methods = members.filter(({ kind }) => kind === 'method');
  const eventClasses = declarations.filter(({ superclass }) => superclass?.name === 'NativeEvent');

  return toPrettyMarkdown(`# API

Everything that \`<${element.tagName ?? ''}>\` has, made from its manifest (\`npm run api\`, after a build). What to do with it:
the [README](../README.md). The manifest itself is \`verification-upgrade/custom-elements.json\`.

${element.description ?? ''}

## Attributes and properties

${table(['attribute', 'property', 'type', 'default', 'meaning'], fields.map(toFieldRow))}

## Methods

${table(
  ['method', 'what it does'],
  methods.map((method) => [code(signatureOf(method)), method.description ?? '']),
)}

## Events

All bubble and are composed; none can be prevented.

${table(
  ['event', 'class', 'when'],
  events.map(({ name, type, description = '' }) => [code(name), code(type.text), description]),
)}

What they carry:

${table(
  ['class', 'fields'],
  eventClasses.map(({ name, members: carried = [] }) => [code(name), carried.map(toFieldText).join(', ')]),
)}

## Slots

${table(['slot', 'when it is shown'], described(element.slots))}

## Parts

${table(['part', 'what it is'], described(element.cssParts))}

## Custom properties

${table(['property', 'what it is for'], described(element.cssProperties))}

## Custom states

For \`${element.tagName ?? ''}:state(…)\`: ${cssStates.map(({ name }) => code(name)).join(', ')}. [What they mean](../README.md#states).
`);

  function toFieldRow({ name, attribute, type, default: fallback, readonly, description = '' }: Member): string[] {
    const words = attributes.find(({ fieldName }) => fieldName === name)?.parsedType;
    const start = readonly ? 'read only' : fallback === undefined || fallback === '""' ? '' : code(fallback);
    return [attribute ? code(attribute) : '', code(name), code((words ?? type)?.text ?? ''), start, description];
  }
}

const toFieldText = ({ name, type }: Member) => code(`${name}: ${type?.text ?? 'unknown'}`);

function signatureOf({ name, parameters = [], return: returned }: Member): string {
  const list = parameters.map((parameter) => `${parameter.name}: ${parameter.type?.text ?? 'unknown'}`);
  return `${name}(${list.join(', ')}): ${returned?.type.text ?? 'void'}`;
}
