/** A promise, and how to fulfil it later. */
export function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}

/** Resolves in a later task: every promise that could settle by then has. */
export const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
