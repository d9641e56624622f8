import type { MatterDetail, Move } from '../../api/types/index.ts';
import { when } from '../time.ts';
import { useNow } from '../use-now.ts';
import { judged } from './draft-reply.ts';
import styles from './move-form.module.css';

type Props = { readonly matter: MatterDetail; readonly move: Move };

/** The text that a verdict is about stands above the verdict: read, then sign. */
export function JudgedText({ matter, move }: Props) {
  const now = useNow();
  const entry = judged(matter, move);
  if (!entry) return null;
  return (
    <blockquote className={styles.judged}>
      <p className="meta">
        {entry.type === 'draft' ? '答复稿' : '延期申请'}&ensp;{entry.actor?.unit} {entry.actor?.name}&ensp;
        {when(entry.at, now)}
      </p>
      <p className="keep-lines">{entry.text}</p>
    </blockquote>
  );
}
