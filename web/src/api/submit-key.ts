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
      const words = JSON.stringify(input);
      if (last?.words !== words) last = { words, key: make() };
      return last.key;
    },
    accepted: () => {
      last = undefined;
    },
  };
}

export function useSubmitKey() {
  const held = useRef<ReturnType<typeof createSubmitKey>>(undefined);
  held.current ??= createSubmitKey(newKey);
  return held.current;
}
