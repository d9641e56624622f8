import type { ReactNode } from 'react';
import type { FactSource, Gap, MatchView } from '../../api/policies.ts';
import { OUTCOME_WORDS } from '../../parts/outcome-words.ts';
import { Marks } from './clause-card.tsx';
import styles from './policies.module.css';

type Props = {
  readonly match: MatchView;
  /** Who said what, and for which day. */
  readonly sources?: readonly FactSource[];
  readonly title: ReactNode;
  readonly children?: ReactNode;
};

/** One clause for one enterprise: whether, how much, what is missing, by how much it falls short, and why. */
export function MatchCard({ match, sources = [], title, children }: Props) {
  const { clause, amount, missing, yields, cutFrom, amountMissing } = match;
  const gaps = match.conditions.flatMap((each) => each.gaps);
  return (
    <li className={styles.card}>
      <div className="spread">
        {title}
        {amount && <span className={styles.money}>{amount}</span>}
      </div>
      <p>{clause.plain}</p>
      {missing.length > 0 && <p>缺：{missing.join('、')}</p>}
      {gaps.length > 0 && <Gaps gaps={gaps} />}
      {amountMissing.length > 0 && <p className="meta">金额要看：{amountMissing.join('、')}</p>}
      {yields && (
        <p className="meta">
          {yields.why}“{yields.title}”
        </p>
      )}
      {cutFrom && <p className="meta">按合计上限，由 {cutFrom} 调减</p>}
      <p className="meta">
        {clause.mode.title} · {clause.owner.name}
        {clause.validTo && <> · 至 {clause.validTo}</>} <Marks row={clause} />
      </p>
      <Why match={match} sources={sources} />
      {children}
    </li>
  );
}

function Gaps({ gaps }: { readonly gaps: readonly Gap[] }) {
  const anyOf = gaps.some((each) => each.oneOf !== undefined);
  return (
    <ul>
      {anyOf && <li className="meta">下面任一项达到即可：</li>}
      {gaps.map(({ text, sentence }) => (
        <li key={text}>{sentence}</li>
      ))}
    </ul>
  );
}

function Why({ match, sources }: Required<Pick<Props, 'match' | 'sources'>>) {
  return (
    <details>
      <summary>为什么</summary>
      <ol className={styles.conditions}>
        {match.conditions.map(({ id, text, quote, outcome, missing, why, reads }) => (
          <li key={id}>
            <span className={styles.code}>{text}</span>　{OUTCOME_WORDS[outcome]}
            {missing.length > 0 && outcome === 'unknown' && <>：{missing.join('、')}</>}
            <p className="meta">
              “{quote}”{why && <>；{why}</>}
            </p>
            <Sources of={sources.filter(({ fact }) => reads.includes(fact))} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function Sources({ of }: { readonly of: readonly FactSource[] }) {
  if (of.length === 0) return null;
  return (
    <p className="meta">数据：{of.map(({ fact, source, day }) => `${fact}（${source}，截至 ${day}）`).join('；')}</p>
  );
}
