import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useAccount } from '../../api/session.ts';
import type { MatterDetail } from '../../api/types/index.ts';
import { when } from '../time.ts';
import { useNow } from '../use-now.ts';
import styles from './move-form.module.css';
import { othersAct } from './others-act.ts';

type Props = { readonly matter: MatterDetail; readonly since: number };

/** Who was first, and what he did. */
export function News({ matter, since }: Props) {
  const me = useAccount()?.id;
  const now = useNow();
  const entry = othersAct(matter, since, me);
  if (!entry) return null;
  return (
    <p>
      <strong>{[entry.actor?.unit, entry.actor?.name].filter(Boolean).join(' ')}</strong>
      &ensp;{when(entry.at, now)}&ensp;{entry.title}
    </p>
  );
}

type TakenProps = Props & {
  readonly what: string;
  readonly action: string;
  readonly onClose: () => void;
  readonly children?: ReactNode;
};

/** The step in hand is no longer there, because somebody else was first: says who, instead of vanishing. */
export function TakenAway({ matter, since, what, action, onClose, children }: TakenProps) {
  return (
    <section className={styles.taken} role="alert">
      <p>{what}</p>
      <News matter={matter} since={since} />
      {children}
      <div>
        <Button onClick={onClose}>{action}</Button>
      </div>
    </section>
  );
}
