import { useState } from 'react';
import type { Fact, FactGroup, FactSource } from '../../api/enterprises.ts';
import styles from './enterprises.module.css';
import { FactDrawer } from './fact-drawer.tsx';

/** Facts by drawer, those with something in them first; a click opens where a value comes from. */
export function FactGroups({
  id,
  groups,
  hidden,
}: {
  readonly id: string;
  readonly groups: readonly FactGroup[];
  readonly hidden: number;
}) {
  const [open, setOpen] = useState<string>();
  const some = groups.filter((each) => each.facts.length > 0);
  const none = groups.filter((each) => each.facts.length === 0 && each.unknown > 0);
  return (
    <section className="panel" aria-label="数据">
      {[...some, ...none].map((group, nth) => (
        <details key={group.id} className={styles.group} open={nth < 2}>
          <summary>
            <span>{group.title}</span>
            <span className="meta">{countWords(group)}</span>
          </summary>
          <div className={styles.facts}>
            {group.facts.map((fact) => (
              <FactLine key={fact.key} fact={fact} onOpen={() => setOpen(fact.key)} />
            ))}
          </div>
        </details>
      ))}
      {hidden > 0 && <p className="panel-pad meta">另有 {hidden} 项敏感数据，您的岗位无权查看。</p>}
      <FactDrawer id={id} factKey={open} onClose={() => setOpen(undefined)} />
    </section>
  );
}

function countWords({ facts, unknown }: FactGroup): string {
  if (facts.length === 0) return `${unknown} 项都还没有数据`;
  return unknown > 0 ? `${facts.length} 项，${unknown} 项未知` : `${facts.length} 项`;
}

function FactLine({ fact, onOpen }: { readonly fact: Fact; readonly onOpen: () => void }) {
  return (
    <button type="button" className={styles.fact} onClick={onOpen}>
      <span>{fact.name}</span>
      <strong>{fact.shown}</strong>
      <span className={`meta ${styles.note}`}>
        {fact.source ? sourceWords(fact.source) : '由系统按规则算出'}
        {fact.stale && <span className={styles.stale}>，已超过 {fact.freshDays} 天未更新</span>}
        {fact.rivals.length > 0 && <span className={styles.rival}>，另有来源说法不一</span>}
      </span>
    </button>
  );
}

/** 税务部门，2025-12-31；where two departments disagree their titles tell them apart. */
export const sourceWords = (source: FactSource): string =>
  `${source.department?.title ?? source.title}，${source.asOfDay}`;
