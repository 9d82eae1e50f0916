import type { Plugin } from 'rolldown';

/** Sumsub's two ways to build the SDK, of which nobody here takes the former one. */
const formerBuilder = /(?<=\{)Builder:function\([\w,]*\)\{[^{}]*\},(?=init:)/;
/** Classes as TypeScript writes them for old browsers; without a mark, a bundler has to run them even where nobody asks for them. */
const oldClass = /=(?=function\(\)\{function \w+\()/g;

/** Rolldown plugin: leaves Sumsub's former builder out, 300 bytes (gzip) that no bundler can see to be of no use. */
export const withoutFormerBuilder = (): Plugin => ({
  name: 'without-former-builder',
  transform(code, id) {
    if (!/\/@sumsub\/websdk\/.*\.js$/.test(id)) return null;
    if (!formerBuilder.test(code)) this.error(`${id} is not what it was: see scripts/cdn/without-former-builder.ts.`);
    return { code: code.replace(formerBuilder, '').replace(oldClass, '=/*@__PURE__*/'), map: null };
  },
});
