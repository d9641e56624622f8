import { useState } from 'react';

/** How this person likes his lists, kept on this device. */
export function usePreference<T>(name: string, usual: T): readonly [T, (value: T) => void] {
  const key = `clearway.preference.${name}`;
  const [value, setValue] = useState<T>(() => {
    try {
      const text = localStorage.getItem(key);
      return text === null ? usual : (JSON.parse(text) as T);
    } catch {
      return usual;
    }
  });
  const set = (next: T) => {
    setValue(next);
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Without storage the choice holds until the page is closed.
    }
  };
  return [value, set];
}
