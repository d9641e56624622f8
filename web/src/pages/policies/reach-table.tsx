import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { openBatch } from '../../api/claims.ts';
import type { ClauseView, Reach } from '../../api/policies.ts';
import { toProblem } from '../../api/problem.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { can } from '../../shell/permissions.ts';

type Props = { readonly rows: readonly Reach[]; readonly clauses: readonly ClauseView[] };

/** How far each clause came: eligible, told, read, claimed, approved. */
export function ReachTable({ rows, clauses }: Props) {
  const decides = can(useAccount(), 'claims.decide');
  const send = useSend(openBatch, ['claims', 'policies']);
  const mayBatch = (id: string): boolean => {
    const clause = clauses.find((each) => each.clause === id);
    return decides && clause?.mode.code === 'automatic' && clause.standing.code === 'open';
  };
  return (
    <div className={page.scroll}>
      <table className={page.table}>
        <thead>
          <tr>
            <th>条款</th>
            {['可享', '可能', '已告知', '已读', '已申领', '已批准'].map((title) => (
              <th key={title} className={page.number}>
                {title}
              </th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.clause}>
              <td>{row.title}</td>
              {[row.eligible, row.possible, row.told, row.read, row.claimed, row.approved].map((count, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
                <td key={at} className={page.number}>
                  {count}
                </td>
              ))}
              <td>
                {mayBatch(row.clause) && row.eligible > 0 && (
                  <Button size="small" loading={send.isPending} onClick={() => send.mutate(row.clause)}>
                    拟定发放名单
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {send.isError && <p role="alert">{toProblem(send.error).body.title}</p>}
      {send.data && (
        <p role="status">
          已拟定 {send.data.lines} 户，公示到 {send.data.publicityUntil}。<Link to="/claims">看批次</Link>
        </p>
      )}
    </div>
  );
}
