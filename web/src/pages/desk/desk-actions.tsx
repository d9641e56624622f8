import type { UseQueryResult } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import type { MatterDetail, Move, Suggestion } from '../../api/types/index.ts';
import { MoveBar } from '../../parts/move/move-bar.tsx';
import { MoveForm } from '../../parts/move/move-form.tsx';
import { News, TakenAway } from '../../parts/move/taken-away.tsx';
import { useRunMove } from '../../parts/move/use-run-move.ts';
import { Failure, Loading } from '../../parts/states.tsx';
import { useKeys } from '../../shell/keys/registry.ts';
import styles from './desk-page.module.css';

type Props = {
  readonly matter: MatterDetail;
  readonly gone: boolean;
  readonly suggestion: UseQueryResult<Suggestion>;
  readonly onDone: () => void;
};

/** `a` takes up the suggestion and puts the focus on the button, so that Enter sends it; the next matter follows. */
export function DeskActions({ matter, gone, suggestion: query, onDone }: Props) {
  const suggestion = query.data;
  const { message } = App.useApp();
  const [opened, setOpened] = useState<Move>();
  const [since] = useState(matter.seq);
  const run = useRunMove(matter);
  const primary = matter.moves.find((move) => move.primary);
  const done = (move: Move) => {
    message.success(`${matter.number} 已${move.title}`);
    onDone();
  };
  const start = (move: Move) => {
    if (move.needs.length > 0 || move.danger) setOpened(move);
    else run.start(move, () => done(move));
  };
  useKeys(primary && !gone ? [{ key: 'a', title: primary.title, run: () => start(primary) }] : []);
  if (gone) {
    return (
      <div className={styles.actions}>
        <TakenAway matter={matter} since={since} what="这一件已不在待分办里。" action="看下一件" onClose={onDone} />
      </div>
    );
  }
  if (opened) {
    return (
      <section className={styles.actions} aria-label={opened.title}>
        <h3 className="section-title">{opened.title}</h3>
        {opened === primary && query.isPending ? (
          <Loading rows={2} label="正在取建议" />
        ) : (
          <MoveForm
            key={opened.move}
            compact
            matter={matter}
            move={opened}
            {...(opened === primary && suggestion && { initial: suggestion.input })}
            known={suggestion ? [...suggestion.path, ...suggestion.coUnits] : []}
            autoFocus={opened === primary}
            onCancel={() => setOpened(undefined)}
            onDone={() => done(opened)}
          />
        )}
      </section>
    );
  }
  return (
    <div className={styles.actions}>
      <div className="row">
        <MoveBar moves={matter.moves} atHand={5} busy={run.busy} hotkey="a" onStart={start} />
      </div>
      {run.error && (
        <Failure error={run.error}>
          <News matter={matter} since={run.since} />
        </Failure>
      )}
    </div>
  );
}
