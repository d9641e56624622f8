import { memo, useEffect, useMemo, useRef } from 'react';
import type { PlanDraft, PlanMeasure, Span } from '../../../api/types/index.ts';
import { type Mark, marksOf, PLACE, type Segment, segmentsOf } from './marks.ts';
import styles from './review.module.css';

type Props = {
  readonly draft: PlanDraft;
  readonly measures: readonly PlanMeasure[];
  readonly active: string | undefined;
  /** Where reading begins: the first row of the list. */
  readonly start: string | undefined;
  /** A place to show besides: that of a repair. */
  readonly place: Span | undefined;
  readonly onHover: (key: string | undefined) => void;
  readonly onChoose: (key: string) => void;
};

/** The document as printed; what was read is marked where it stands. */
export function SourcePane({ draft, measures, active, start, place, onHover, onChoose }: Props) {
  const { text } = draft.source;
  const segments = useMemo(
    () => segmentsOf(text.length, [...measures.flatMap(marksOf), ...placeMark(place)]),
    [text, measures, place],
  );
  const pane = useRef<HTMLDivElement>(null);
  const begun = useRef(false);
  useEffect(() => {
    const wanted = active ?? (begun.current ? undefined : start);
    begun.current = true;
    show(pane.current, wanted);
  }, [active, start]);
  useEffect(() => show(pane.current, place && PLACE), [place]);
  return (
    <section className={`panel ${styles.source}`} aria-label="原文">
      <p className={styles.legend}>
        <span className={styles.measure}>措施</span>
        <span className={styles.unit}>单位</span>
        <span className={styles.due}>期限</span>
        <span className={styles.target}>指标</span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling pane must be reachable by keyboard */}
      <div ref={pane} className={styles.text} tabIndex={0} role="document" aria-label="计划原文">
        {segments.map((segment) => (
          <Piece
            key={segment.start}
            text={text}
            segment={segment}
            active={segment.key !== undefined && segment.key === active}
            onHover={onHover}
            onChoose={onChoose}
          />
        ))}
      </div>
    </section>
  );
}

/** What a repair took away had no length left: the sign after it is shown. */
const placeMark = (place: Span | undefined): readonly Mark[] =>
  place ? [{ span: [place[0], Math.max(place[1], place[0] + 1)], kind: 'place', key: PLACE }] : [];

function show(pane: HTMLElement | null, key: string | undefined): void {
  const first = key && pane?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (pane && first) keepInSight(pane, first);
}

type PieceProps = Pick<Props, 'onHover' | 'onChoose'> & {
  readonly text: string;
  readonly segment: Segment;
  readonly active: boolean;
};

const Piece = memo(
  function Piece({ text, segment, active, onHover, onChoose }: PieceProps) {
    const words = text.slice(segment.start, segment.end);
    const { key, kind } = segment;
    if (kind === 'place')
      return (
        <mark data-key={PLACE} className={styles.place}>
          {words}
        </mark>
      );
    // Tables flattened to text leave runs of empty lines; they are only not shown, the offsets stay.
    if (key === undefined || kind === undefined) return words.replace(/(?:\n[ \t\u3000]*){3,}/g, '\n\n');
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: a shortcut for the mouse; the rows are reached by j and k
      <mark
        data-key={key}
        className={`${styles[kind]} ${active ? styles.active : ''}`}
        onMouseEnter={() => onHover(key)}
        onMouseLeave={() => onHover(undefined)}
        onClick={() => onChoose(key)}
      >
        {words}
      </mark>
    );
  },
  (a, b) => a.active === b.active && a.segment === b.segment && a.text === b.text,
);

function keepInSight(pane: HTMLElement, mark: HTMLElement): void {
  const top = mark.offsetTop - pane.offsetTop;
  const above = top < pane.scrollTop;
  const below = top + mark.offsetHeight > pane.scrollTop + pane.clientHeight;
  if (above || below) pane.scrollTo({ top: Math.max(0, top - pane.clientHeight / 3) });
}
