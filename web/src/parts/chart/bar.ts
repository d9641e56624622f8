/** One bar: the part that the conclusion is about, and the rest. */
export type Bar = { readonly name: string; readonly point: number; readonly rest: number };
