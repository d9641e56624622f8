import type { ReactNode } from 'react';
import page from './page.module.css';

type Props = { readonly title: string; readonly panel?: boolean; readonly children: ReactNode };

/** What may be wider than the page; who has no mouse scrolls it by keys. `panel` where it is a panel of its own. */
export function Scroll({ title, panel, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className={`${panel ? 'panel ' : ''}${page.scroll}`} tabIndex={0} aria-label={title}>
      {children}
    </section>
  );
}
