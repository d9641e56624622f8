import { useSyncExternalStore } from 'react';

const media = (): MediaQueryList => window.matchMedia('(max-width: 767px)');

const subscribe = (listener: () => void): (() => void) => {
  const list = media();
  list.addEventListener('change', listener);
  return () => list.removeEventListener('change', listener);
};

/** A phone, or a window as narrow as one. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => media().matches);
