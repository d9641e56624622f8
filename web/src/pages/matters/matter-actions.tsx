import type { MatterDetail } from '../../api/types/index.ts';
import { MoveBar } from '../../parts/move/move-bar.tsx';
import { MoveForm } from '../../parts/move/move-form.tsx';
import { News } from '../../parts/move/taken-away.tsx';
import { type MovesProps, useMoves } from '../../parts/move/use-moves.tsx';
import { Failure } from '../../parts/states.tsx';
import { WhyPopover } from '../../parts/why-popover.tsx';
import styles from './matter-actions.module.css';

/** The next steps as buttons, at most one primary; on a phone they stand at the thumb. */
export function MatterActions({ matter, open, onOpen }: MovesProps) {
  const { run, opened, taken, start, close, say } = useMoves({ matter, open, onOpen });
  if (taken) return taken;
  if (opened) {
    return (
      <section className={`no-print ${styles.form}`} aria-label={opened.title}>
        <h2 className="section-title">{opened.title}</h2>
        <MoveForm
          key={opened.move}
          matter={matter}
          move={opened}
          known={matter.holder ? [matter.holder.unit] : []}
          onCancel={close}
          onDone={() => {
            say(opened);
            close();
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
