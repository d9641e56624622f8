import { useCallback, useEffect, useRef, useState } from 'react';

const prefix = 'clearway.draft.';

/** What was typed survives a closed page: kept on this device under a name, dropped once it was sent. */
export function useDraft<T>(name: string, initial: T): readonly [T, (value: T) => void, () => void, boolean] {
  const [value, setValue] = useState<T>(() => readDraft<T>(name) ?? initial);
  const [kept] = useState(() => readDraft(name) !== undefined);
  const pending = useRef<(() => void) | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const flush = useCallback(() => {
    clearTimeout(timer.current);
    pending.current?.();
    pending.current = undefined;
  }, []);
  const set = useCallback(
    (next: T) => {
      setValue(next);
      pending.current = () => writeDraft(name, next);
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, 250);
    },
    [name, flush],
  );
  const drop = useCallback(() => {
    pending.current = undefined;
    clearTimeout(timer.current);
    dropDraft(name);
  }, [name]);
  useEffect(() => {
    // A webview may be closed the moment after the last letter.
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);
  return [value, set, drop, kept];
}

function readDraft<T>(name: string): T | undefined {
  try {
    const text = localStorage.getItem(prefix + name);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

function writeDraft(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // A full or forbidden store must not stop the person from writing.
  }
}

function dropDraft(name: string): void {
  try {
    localStorage.removeItem(prefix + name);
  } catch {
    // Nothing was kept, so there is nothing to drop.
  }
}
