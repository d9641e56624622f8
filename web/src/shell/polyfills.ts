/** What Chromium 86 lacks and our libraries use. Browsers that have it keep their own. */
function define(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  const whole = Math.trunc(index) || 0;
  return this[whole < 0 ? this.length + whole : whole];
}

function findLast<T>(this: readonly T[], test: (value: T, index: number) => boolean): T | undefined {
  for (let index = this.length - 1; index >= 0; index--) {
    const value = this[index] as T;
    if (test(value, index)) return value;
  }
  return undefined;
}

define(Array.prototype, 'at', at);
define(String.prototype, 'at', at);
define(Array.prototype, 'findLast', findLast);
define(Object, 'hasOwn', (object: object, key: PropertyKey) => Object.hasOwn(object, key));
define(globalThis, 'structuredClone', (value: unknown) => JSON.parse(JSON.stringify(value)));
