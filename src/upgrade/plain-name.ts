/** Provider names and status words compare without case and punctuation: "SumSub", "sum-sub" and "sumsub" are one. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
