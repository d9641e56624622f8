import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { issueDocument } from '../../api/documents.ts';
import { bulkMove, bulkMovesQuery } from '../../api/matters.ts';
import { toProblem } from '../../api/problem.ts';
import { useAccount } from '../../api/session.ts';
import { useSubmitKey } from '../../api/submit-key.ts';
import type { BulkMove, MatterRow } from '../../api/types/index.ts';
import { can } from '../../shell/permissions.ts';
import { Failure } from '../states.tsx';
import styles from './bulk-bar.module.css';
import { BulkForm } from './bulk-form.tsx';
import { BulkOrders } from './bulk-orders.tsx';
import { BulkOutcome } from './bulk-outcome.tsx';
import { BulkSteps, keyOf } from './bulk-steps.tsx';
import { byHolder } from './by-holder.ts';
import type { Outcome } from './in-parts.ts';
import { useBulkRun } from './use-bulk-run.ts';

type Props = { readonly rows: readonly MatterRow[]; readonly onClear: () => void };

/** As many as the server takes at once to ask about; and as few per part that the progress moves. */
const MOST = 200;
const PART = 10;
const ORDERS = 'orders';

/** Many at once: what the chosen rows stand ready for, one form for all, and what became of each. */
export function BulkBar({ rows, onClear }: Props) {
  const { run, start, clear } = useBulkRun();
  const key = useSubmitKey();
  const [open, setOpen] = useState<string>();
  const asked = rows.slice(0, MOST);
  const ids = asked.map((row) => row.id);
  const moves = useQuery({ ...bulkMovesQuery(ids), enabled: ids.length > 0 && !run?.running });
  const papers = byHolder(asked);
  const issues = can(useAccount(), 'documents.issue') && papers.length > 0;
  const move = moves.data?.find((each) => keyOf(each) === open);
  const named = (some: readonly string[]) =>
    asked.flatMap(({ id, number, title }) => (some.includes(id) ? [{ id, name: `${number} ${title}` }] : []));
  const send = (chosen: BulkMove, input: Record<string, unknown>) => {
    const base = key.keyFor([chosen.ids, chosen.move, input]);
    const things = named(chosen.ids);
    setOpen(undefined);
    onClear();
    start({
      title: chosen.title,
      things,
      size: PART,
      send: (part) => bulkMove({ ids: part, move: chosen.move, input, key: base }),
    });
  };
  const issue = () => {
    const base = key.keyFor(papers);
    setOpen(undefined);
    onClear();
    start({
      title: '生成督办单',
      things: papers.map(({ unit, name, ids: some }) => ({ id: unit, name: `${name}，${some.length} 件` })),
      size: 1,
      send: (part) =>
        Promise.all(part.map((unit) => issueOne(papers.find((each) => each.unit === unit)?.ids, unit, base))),
    });
  };
  if (rows.length === 0 && !run) return null;
  return (
    <section className={`no-print ${styles.bar}`} aria-label="批量操作">
      {run && <BulkOutcome run={run} onClose={clear} />}
      {rows.length > 0 && (
        <div className="row">
          <strong>已选&thinsp;{rows.length}&thinsp;件</strong>
          {rows.length > MOST && <span className="meta">一次办前&thinsp;{MOST}&thinsp;件</span>}
          <BulkSteps moves={moves.data} stale={moves.isPlaceholderData} onOpen={(each) => setOpen(keyOf(each))} />
          {issues && <Button onClick={() => setOpen(ORDERS)}>{`督办单（${papers.length} 份）`}</Button>}
          <Button type="text" onClick={onClear}>
            取消选择
          </Button>
        </div>
      )}
      {rows.length > 0 && moves.error && <Failure error={moves.error} onRetry={() => void moves.refetch()} />}
      {rows.length > 0 && move && (
        <BulkForm
          key={open}
          move={move}
          rows={asked}
          stale={moves.isPlaceholderData}
          onSend={(input) => send(move, input)}
          onCancel={() => setOpen(undefined)}
        />
      )}
      {rows.length > 0 && issues && open === ORDERS && (
        <BulkOrders papers={papers} onIssue={issue} onCancel={() => setOpen(undefined)} />
      )}
    </section>
  );
}

/** A paper that was refused is a result like any other; a lost connection is not. */
async function issueOne(matters: readonly string[] | undefined, id: string, base: string): Promise<Outcome> {
  try {
    const made = await issueDocument({ template: 'supervision-order', matters: matters ?? [] }, `${base}/${id}`);
    return { id, ok: true, problem: [made.number, ...(made.notes ?? [])].filter(Boolean).join('；') };
  } catch (error) {
    const { body } = toProblem(error);
    if (body.status < 400 || body.status >= 500) throw error;
    return { id, ok: false, problem: [body.title, body.why].filter(Boolean).join('：') };
  }
}
