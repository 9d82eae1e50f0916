type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is not there, so that an absent fact is an absent field. */
export const given = <T extends object>(facts: T): Given<T> =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Given<T>;
