import { Fragment, type ReactNode } from 'react';
import type { Movable, TrialClause, Values } from '../../api/simulation.ts';
import { HandleRow } from './handle-row.tsx';
import styles from './simulation.module.css';
import { handleTitle, saidLiteral } from './words.ts';

type Props = {
  readonly clause: TrialClause;
  readonly movables: readonly Movable[];
  readonly values: Values;
  readonly active: string | undefined;
  readonly open: boolean;
  readonly onPick: (parameter: string) => void;
  readonly onChange: (parameter: string, value: Movable['value'] | undefined) => void;
};

/** The sentence as it is written, with its numbers as handles; the sliders of the clause at work stand below it. */
export function ClauseCard({ clause, movables, values, active, open, onPick, onChange }: Props) {
  return (
    <article className={styles.clause} aria-label={`${clause.article} ${clause.title}`}>
      <h3>{clause.title}</h3>
      <p className={styles.text}>{withHandles(clause.text, movables, values, active, onPick)}</p>
      {clause.terms.length > 0 && <p className="meta">{clause.terms.join(' · ')}</p>}
      {open ? (
        <div className={styles.handles}>
          {movables.map((each) => (
            <HandleRow
              key={each.parameter}
              movable={each}
              value={values[each.parameter]}
              active={each.parameter === active}
              onPick={() => onPick(each.parameter)}
              onChange={(value) => onChange(each.parameter, value)}
            />
          ))}
        </div>
      ) : (
        movables[0] && (
          <button type="button" className={styles.more} onClick={() => onPick(movables[0]?.parameter ?? '')}>
            调整这一条的 {movables.length} 个数
          </button>
        )
      )}
    </article>
  );
}

function withHandles(
  text: string,
  movables: readonly Movable[],
  values: Values,
  active: string | undefined,
  onPick: (parameter: string) => void,
): ReactNode {
  const placed = movables
    .flatMap((each) => (each.at ? [{ ...each, at: each.at }] : []))
    .sort((a, b) => a.at.start - b.at.start);
  let from = 0;
  const parts = placed.map((each) => {
    const before = text.slice(from, each.at.start);
    from = each.at.end;
    const moved = values[each.parameter];
    return (
      <Fragment key={each.parameter}>
        {before}
        <button
          type="button"
          className={`${styles.chip} ${moved === undefined ? '' : styles.moved} ${each.parameter === active ? styles.active : ''}`}
          aria-pressed={each.parameter === active}
          title={`调整：${handleTitle(each)}`}
          onClick={() => onPick(each.parameter)}
        >
          {moved === undefined ? text.slice(each.at.start, each.at.end) : saidLiteral(moved)}
        </button>
      </Fragment>
    );
  });
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  );
}
