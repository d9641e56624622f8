import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { PlanRepair, Span } from '../../../api/types/index.ts';
import { type RepairKind, repairKinds } from './repairs.ts';
import styles from './review.module.css';

type Props = { readonly repairs: readonly PlanRepair[]; readonly onShow: (place: Span | undefined) => void };

/** 修复 524 处: how many of each kind, and each place in the document. */
export function RepairsPanel({ repairs, onShow }: Props) {
  const kinds = useMemo(() => repairKinds(repairs), [repairs]);
  return (
    <section className={`panel ${styles.names}`} aria-label="读文件时修复的地方">
      <ul className={styles.repairs}>
        {kinds.map((kind) => (
          <Kind key={kind.note} kind={kind} onShow={onShow} />
        ))}
      </ul>
    </section>
  );
}

function Kind({ kind: { note, places }, onShow }: { readonly kind: RepairKind; readonly onShow: Props['onShow'] }) {
  const [at, setAt] = useState<number>();
  const now = at === undefined ? undefined : places[at];
  const go = (next: number) => {
    const place = (next + places.length) % places.length;
    setAt(place);
    onShow(places[place]?.at);
  };
  return (
    <li className={styles.repair}>
      <span>
        {note}
        <span className="meta">&ensp;{places.length}&thinsp;处</span>
      </span>
      <span className="row">
        {at !== undefined && <span className="meta">{`第\u2009${at + 1}\u2009/\u2009${places.length}\u2009处`}</span>}
        {at !== undefined && places.length > 1 && (
          <Button size="small" onClick={() => go(at - 1)} aria-label={`上一处：${note}`}>
            上一处
          </Button>
        )}
        {(at === undefined || places.length > 1) && (
          <Button
            size="small"
            onClick={() => go(at === undefined ? 0 : at + 1)}
            aria-label={`${at === undefined ? '看原文' : '下一处'}：${note}`}
          >
            {at === undefined ? '看原文' : '下一处'}
          </Button>
        )}
      </span>
      {now && (
        <p className={styles.change} aria-live="polite">
          <del>{shown(now.before)}</del>
          {' → '}
          <ins>{shown(now.after)}</ins>
        </p>
      )}
    </li>
  );
}

const shown = (text: string | undefined): string => {
  if (!text) return '（删去）';
  if (text.trim() === '') return text.includes('\n') ? '（换行）' : '（空格）';
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
};
