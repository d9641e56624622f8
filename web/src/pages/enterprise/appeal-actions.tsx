import { App } from 'antd';
import type { MatterDetail, Move } from '../../api/types/index.ts';
import { MoveBar } from '../../parts/move/move-bar.tsx';
import { MoveForm } from '../../parts/move/move-form.tsx';
import { TakenAway } from '../../parts/move/taken-away.tsx';
import { useOpenedMove } from '../../parts/move/use-opened-move.ts';
import { useRunMove } from '../../parts/move/use-run-move.ts';
import { Failure } from '../../parts/states.tsx';
import styles from './enterprise.module.css';

type Props = {
  readonly matter: MatterDetail;
  readonly open: string | undefined;
  readonly onOpen: (move: string | undefined) => void;
};

const ELSEWHERE: ReadonlySet<string> = new Set(['note', 'comment', 'attach']);

/** 催一下, 补充, 评价: at the thumb, opening in place, never in a pop-up. */
export function AppealActions({ matter, open, onOpen }: Props) {
  const { message } = App.useApp();
  const run = useRunMove(matter);
  const { opened, lost } = useOpenedMove(matter, open);
  const start = (move: Move) => {
    if (move.needs.length > 0 || move.danger) return onOpen(move.move);
    run.start(move, () => void message.success(`已${move.title}`));
  };
  if (lost) {
    return (
      <TakenAway
        matter={matter}
        since={lost.seq}
        what={`“${lost.move.title}”现在不用办了，刚刚有人先办了一步：`}
        action="知道了"
        onClose={() => onOpen(undefined)}
      />
    );
  }
  if (opened) {
    return (
      <div className={styles.form}>
        <h2 className="section-title">{opened.title}</h2>
        <MoveForm
          key={opened.move}
          matter={matter}
          move={opened}
          camera
          onCancel={() => onOpen(undefined)}
          onDone={() => onOpen(undefined)}
        />
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
