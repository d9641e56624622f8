import { App } from 'antd';
import type { MatterDetail, Move } from '../../api/types/index.ts';
import { MoveBar } from '../../parts/move/move-bar.tsx';
import { MoveForm } from '../../parts/move/move-form.tsx';
import { News, TakenAway } from '../../parts/move/taken-away.tsx';
import { useOpenedMove } from '../../parts/move/use-opened-move.ts';
import { useRunMove } from '../../parts/move/use-run-move.ts';
import { Failure } from '../../parts/states.tsx';
import { WhyPopover } from '../../parts/why-popover.tsx';
import styles from './matter-actions.module.css';

type Props = {
  readonly matter: MatterDetail;
  readonly open: string | undefined;
  readonly onOpen: (move: string | undefined) => void;
};

/** The next steps as buttons, at most one primary; on a phone they stand at the thumb. */
export function MatterActions({ matter, open, onOpen }: Props) {
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
      <section className={`no-print ${styles.form}`} aria-label={opened.title}>
        <h2 className="section-title">{opened.title}</h2>
        <MoveForm
          key={opened.move}
          matter={matter}
          move={opened}
          known={matter.holder ? [matter.holder.unit] : []}
          onCancel={() => onOpen(undefined)}
          onDone={() => {
            message.success(`已${opened.title}`);
            onOpen(undefined);
          }}
        />
      </section>
    );
  }
  return (
    <div className="no-print">
      <div className={styles.bar}>
        <MoveBar moves={matter.moves} busy={run.busy} onStart={start} />
        <Blocked matter={matter} />
      </div>
      {run.error && (
        <Failure error={run.error}>
          <News matter={matter} since={run.since} />
        </Failure>
      )}
    </div>
  );
}

function Blocked({ matter }: { readonly matter: MatterDetail }) {
  if (matter.blocked.length === 0) return null;
  return (
    <WhyPopover label={`还有 ${matter.blocked.length} 项现在不能办`} title="现在不能办的">
      {matter.blocked.map((one) => `${one.title}：${one.why}`).join('\n')}
    </WhyPopover>
  );
}
