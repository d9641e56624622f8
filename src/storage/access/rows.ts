type Present<T> = { [K in keyof T]?: Exclude<T[K], null> };

/** Leaves out what the database says is null, as `exactOptionalPropertyTypes` wants it. */
export function present<T extends Record<string, unknown>>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Present<T>;
}
