import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { matterQuery, useBulkMove } from '../../api/matters.ts';
import { useSubmitKey } from '../../api/submit-key.ts';
import type { BulkResult, MatterRow, Move } from '../../api/types/index.ts';
import { Failure } from '../states.tsx';
import styles from './bulk-bar.module.css';
import { BulkForm } from './bulk-form.tsx';
import { BulkOutcome } from './bulk-outcome.tsx';

type Props = { readonly rows: readonly MatterRow[]; readonly onClear: () => void };

/** Many at once: the steps that the chosen rows share, one form for all, and what became of each. */
export function BulkBar({ rows, onClear }: Props) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const bulk = useBulkMove();
  const key = useSubmitKey();
  const [move, setMove] = useState<Move>();
  const [failed, setFailed] = useState<readonly BulkResult[]>([]);
  const steps = sharedSteps(rows);
  const start = async (name: string) => {
    const first = rows.find((row) => row.next?.move === name);
    if (!first) return;
    const detail = await queries.fetchQuery(matterQuery(first.id));
    setMove(detail.moves.find((one) => one.move === name));
  };
  const send = (input: Record<string, unknown>) => {
    if (!move) return;
    const ids = rows.filter((row) => row.next?.move === move.move).map((row) => row.id);
    bulk.mutate(
      { ids, move: move.move, input, key: key.keyFor([ids, move.move, input]) },
      {
        onSuccess: ({ results }) => {
          key.accepted();
          const bad = results.filter((result) => !result.ok);
          setFailed(bad);
          setMove(undefined);
          message.success(
            `${move.title} ${results.length - bad.length} 件${bad.length ? `，${bad.length} 件未成` : ''}`,
          );
          if (bad.length === 0) onClear();
        },
      },
    );
  };
  return (
    <section className={styles.bar} aria-label="批量操作">
      <div className="row">
        <strong>已选&thinsp;{rows.length}&thinsp;件</strong>
        {steps.map((step) => (
          <Button key={step.move} onClick={() => void start(step.move)}>
            {`${step.title}（${step.count}）`}
          </Button>
        ))}
        {steps.length === 0 && <span className="meta">所选事项没有您现在可办的步骤</span>}
        <Button type="text" onClick={onClear}>
          取消选择
        </Button>
      </div>
      {move && <BulkForm move={move} sending={bulk.isPending} onSend={send} onCancel={() => setMove(undefined)} />}
      {bulk.error && <Failure error={bulk.error} />}
      <BulkOutcome rows={rows} failed={failed} />
    </section>
  );
}

type Step = { readonly move: string; readonly title: string; readonly count: number };

function sharedSteps(rows: readonly MatterRow[]): readonly Step[] {
  const steps = new Map<string, Step>();
  for (const { next } of rows) {
    if (next) steps.set(next.move, { ...next, count: (steps.get(next.move)?.count ?? 0) + 1 });
  }
  return [...steps.values()];
}
