import { useRef } from 'react';
import { newKey } from './idempotency.ts';

/**
 * The Idempotency-Key of a submit: the same words get the same key, so that a retry is no second act; other words, or
 * the same ones after they were accepted, get a new one.
 */
export function createSubmitKey(make: () => string): { keyFor: (input: unknown) => string; accepted: () => void } {
  let last: { readonly words: string; readonly key: string } | undefined;
  return {
    keyFor: (input) => {
      const words = JSON.stringify(input, fileWords);
      // An act that needs no words has none: undefined is the same as before only once there was a before.
      if (!last || last.words !== words) last = { words, key: make() };
      return last.key;
    },
    accepted: () => {
      last = undefined;
    },
  };
}

/** A file says nothing in JSON: two of them must not look like the same words. */
const fileWords = (_name: string, value: unknown): unknown =>
  typeof Blob !== 'undefined' && value instanceof Blob
    ? [value.type, value.size, value instanceof File ? [value.name, value.lastModified] : '']
    : value;

export function useSubmitKey() {
  const held = useRef<ReturnType<typeof createSubmitKey>>(undefined);
  held.current ??= createSubmitKey(newKey);
  return held.current;
}
