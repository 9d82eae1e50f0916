/** The promise, or a rejection when it takes longer than `time` milliseconds: no wait without an end. */
export const within = <T>(time: number, promise: Promise<T>): Promise<T> =>
  Promise.race([promise, new Promise<never>((_, reject) => setTimeout(reject, time))]);
