import { useEffect } from 'react';

/** The page's name in the tab and in the printed header. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · 畅营`;
  }, [title]);
}
