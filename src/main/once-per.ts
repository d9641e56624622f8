/**
 * Made once for each key, however often it is asked for, and gone with it.
 *
 * @example
 * const storeOf = oncePer((base: Base) => base.databases, createStore);
 */
export function oncePer<K extends object, A extends readonly unknown[], T extends object>(
  keyOf: (...asked: A) => K,
  make: (...asked: A) => T,
): (...asked: A) => T {
  const made = new WeakMap<K, T>();
  return (...asked) => {
    const key = keyOf(...asked);
    const found = made.get(key) ?? make(...asked);
    made.set(key, found);
    return found;
  };
}
