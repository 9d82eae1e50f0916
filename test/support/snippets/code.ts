import path from 'node:path';
import ts from 'typescript';

/** A snippet as a module of a project that has the built package. */
export interface CodeFile {
  /** Where it was found, for the complaints. */
  readonly place: string;
  /** Modules of one folder may import each other. */
  readonly folder: string;
  /** With its ending: `.ts`, `.tsx` or `.js`. */
  readonly name: string;
  readonly code: string;
}

/** What the texts around the snippets say is the reader's own. */
const OWN = `
import type { VerificationUpgradeElement } from 'verification-upgrade';
declare global {
  const upgrade: VerificationUpgradeElement;
  const element: VerificationUpgradeElement;
  function userToken(isExpired?: boolean): Promise<string>;
  /** The SDK of an invented vendor. */
  const Acme: { open(container: Element, token: unknown, looks: { lang: string; theme: string }): AcmeSdk };
  interface AcmeSdk { onReady: () => void; onDone: () => void; close(): void }
  function describe(name: string, body: () => void): void;
  function it(name: string, body: () => void | Promise<void>): void;
}
`;

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  allowJs: true,
  skipLibCheck: true,
  moduleDetection: ts.ModuleDetectionKind.Force,
  noUncheckedSideEffectImports: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
};

/** Below the package, so that it finds itself by its own name, as its users find it. Nothing is written there. */
const root = path.resolve('.snippets');

/** @returns what the compiler has against each of them, with its place */
export function complaintsAbout(files: readonly CodeFile[]): string[] {
  const scripts = files.filter(({ name }) => name.endsWith('.js'));
  return [
    ...compile(
      files.filter((file) => !scripts.includes(file)),
      options,
    ),
    // Plain JavaScript has no types of its own to be strict about; what it takes from the package is checked all the same.
    ...compile(scripts, { ...options, checkJs: true, strict: false }),
  ];
}

function compile(files: readonly CodeFile[], compilerOptions: ts.CompilerOptions): string[] {
  const pathOf = ({ folder, name }: CodeFile) => path.join(root, folder, name);
  const own = path.join(root, 'own.d.ts');
  const codes = new Map([[own, OWN], ...files.map((file) => [pathOf(file), file.code] as const)]);
  const folders = new Set([...codes.keys()].map((file) => path.dirname(file)));
  const host = ts.createCompilerHost(compilerOptions);
  const program = ts.createProgram({
    rootNames: [...codes.keys()],
    options: compilerOptions,
    host: {
      ...host,
      fileExists: (file) => codes.has(file) || host.fileExists(file),
      directoryExists: (folder) => folders.has(folder) || (host.directoryExists?.(folder) ?? true),
      readFile: (file) => codes.get(file) ?? host.readFile(file),
      getSourceFile(file, language, ...rest) {
        const code = codes.get(file);
        return code === undefined
          ? host.getSourceFile(file, language, ...rest)
          : ts.createSourceFile(file, code, language);
      },
    },
  });
  const places = new Map(files.map((file) => [pathOf(file), file.place]));
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    return `${places.get(file?.fileName ?? '') ?? file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
