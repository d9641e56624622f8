import { useEffect, useRef } from 'react';
import type { Bar } from './bar.ts';
import { chartColours } from './chart-colours.ts';

type Props = {
  /** The conclusion, not the subject. */
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly pointName: string;
  readonly restName: string;
  /** Units and where the numbers come from. */
  readonly source: string;
};

/** One hue and grey, the point in colour; the page shows the same numbers as a table behind it. */
export function BarChart({ title, bars, pointName, restName, source }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let gone = false;
    let dispose = () => {};
    // The library is downloaded only where a chart is shown.
    void import('./draw.ts').then(({ drawBars }) => {
      if (!gone) dispose = drawBars(element, { bars, pointName, restName, colours: chartColours() });
    });
    return () => {
      gone = true;
      dispose();
    };
  }, [bars, pointName, restName]);
  return (
    <figure>
      <figcaption className="section-title">{title}</figcaption>
      <div ref={box} role="img" aria-label={title} style={{ height: 48 + bars.length * 28 }} />
      <p className="meta">{source}</p>
    </figure>
  );
}
