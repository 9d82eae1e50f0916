import fc from 'fast-check';

/** Any text whatever: halves of characters, blanks and control characters included. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.integer({ max: 127 }), fc.integer({ max: 0xffff })), { maxLength: 20 })
  .map((units) => String.fromCharCode(...units));
