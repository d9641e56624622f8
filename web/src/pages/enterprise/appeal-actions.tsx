import { MoveBar } from '../../parts/move/move-bar.tsx';
import { MoveForm } from '../../parts/move/move-form.tsx';
import { type MovesProps, useMoves } from '../../parts/move/use-moves.tsx';
import { Failure } from '../../parts/states.tsx';
import styles from './enterprise.module.css';

const ELSEWHERE: ReadonlySet<string> = new Set(['note', 'comment', 'attach']);

/** 催一下, 补充, 评价: at the thumb, opening in place, never in a pop-up. */
export function AppealActions({ matter, open, onOpen }: MovesProps) {
  const { run, opened, taken, start, close } = useMoves({ matter, open, onOpen });
  if (taken) return taken;
  if (opened) {
    return (
      <div className={styles.form}>
        <h2 className="section-title">{opened.title}</h2>
        <MoveForm key={opened.move} matter={matter} move={opened} camera onCancel={close} onDone={close} />
      </div>
    );
  }
  if (matter.moves.length === 0) return null;
  return (
    <>
      {run.error && <Failure error={run.error} />}
      <div className={styles.thumb}>
        <MoveBar moves={matter.moves} atHand={2} busy={run.busy} onStart={start} size="large" elsewhere={ELSEWHERE} />
      </div>
    </>
  );
}
