import { Fragment } from 'react';
import styles from './policies.module.css';

export type Mark = { readonly start: number; readonly end: number; readonly id: string; readonly title?: string };
type Props = {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly lit?: string | undefined;
  readonly sign?: boolean;
};

/** The words of the clause, the sentences that matter marked. Marks that overlap are joined from left to right. */
export function ClauseText({ text, marks, lit, sign }: Props) {
  const parts = partsOf(text, marks);
  return (
    <p className={styles.text}>
      {parts.map(({ from, said, mark }) => (
        <Fragment key={from}>
          {mark ? (
            <mark
              title={mark.title}
              className={`${mark.id === lit ? styles.lit : ''} ${sign ? styles.sign : ''}`}
              data-condition={mark.id}
            >
              {said}
            </mark>
          ) : (
            said
          )}
        </Fragment>
      ))}
    </p>
  );
}

type Part = { readonly from: number; readonly said: string; readonly mark?: Mark };

function partsOf(text: string, marks: readonly Mark[]): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    const start = Math.max(at, mark.start);
    if (mark.end <= start) continue;
    if (start > at) parts.push({ from: at, said: text.slice(at, start) });
    parts.push({ from: start, said: text.slice(start, mark.end), mark });
    at = mark.end;
  }
  if (at < text.length) parts.push({ from: at, said: text.slice(at) });
  return parts;
}
