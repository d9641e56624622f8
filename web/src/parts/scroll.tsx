import type { ReactNode } from 'react';
import page from './page.module.css';

/** What may be wider than the page; who has no mouse scrolls it by keys. */
export function Scroll({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className={page.scroll} tabIndex={0} aria-label={title}>
      {children}
    </section>
  );
}
