import type { Lamp as LampName } from '../api/types/index.ts';
import styles from './lamp.module.css';

export const lampWords: Readonly<Record<LampName, string>> = {
  normal: '正常',
  near: '临期',
  overdue: '超期',
  suspended: '暂停',
  done: '办结',
};

type Props = {
  readonly lamp: LampName;
  /** Instead of the plain word, e.g. 超期 6 日. */
  readonly word?: string;
  readonly bare?: boolean;
};

/** Colour, shape and word together: readable without colour, and on paper. */
export function Lamp({ lamp, word, bare }: Props) {
  return (
    <span className={`${styles.lamp} ${styles[lamp] ?? ''}`}>
      <Shape lamp={lamp} />
      <span className={bare ? 'sr-only' : undefined}>{word ?? lampWords[lamp]}</span>
    </span>
  );
}

function Shape({ lamp }: { readonly lamp: LampName }) {
  return (
    <svg className={styles.shape} viewBox="0 0 12 12" aria-hidden="true">
      {lamp === 'normal' && <circle cx="6" cy="6" r="4.5" />}
      {lamp === 'near' && <path d="M6 1 11.5 11H.5z" />}
      {lamp === 'overdue' && <path d="M1 1h10v10H1z" />}
      {lamp === 'suspended' && <path d="M2 1h3v10H2zM7 1h3v10H7z" />}
      {lamp === 'done' && <path d="m1 6.5 3.5 3.5L11 2.5" fill="none" stroke="currentColor" strokeWidth="2" />}
    </svg>
  );
}
