import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { openBatch } from '../../api/claims.ts';
import type { ClauseView, Reach } from '../../api/policies.ts';
import { type ProblemBody, toProblem } from '../../api/problem.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { figure, money } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { can } from '../../shell/permissions.ts';
import { ReachParts } from './reach-parts.tsx';

type Props = { readonly rows: readonly Reach[]; readonly clauses: readonly ClauseView[] };

const COLUMNS: readonly (readonly [string, (row: Reach) => string])[] = [
  ['可享', (row) => figure(row.eligible)],
  ['可能', (row) => figure(row.possible)],
  ['应兑现', (row) => (row.expected > 0 ? money(row.expected) : '—')],
  ['已告知', (row) => figure(row.told)],
  ['邮件送达', (row) => figure(row.mailed)],
  ['已读', (row) => figure(row.read)],
  ['已申领', (row) => figure(row.claimed)],
  ['已批准', (row) => figure(row.approved)],
  ['已到账', (row) => figure(row.paid)],
];

/** How far each clause came: eligible, told, read, claimed, approved, paid; and where they are. */
export function ReachTable({ rows, clauses }: Props) {
  const decides = can(useAccount(), 'claims.decide');
  const send = useSend(openBatch, ['claims', 'policies']);
  const mayBatch = (id: string): boolean => {
    const clause = clauses.find((each) => each.clause === id);
    return decides && clause?.mode.code === 'automatic' && clause.standing.code === 'open';
  };
  return (
    <>
      <div className={page.scroll}>
        <table className={page.table}>
          <thead>
            <tr>
              <th>条款</th>
              {COLUMNS.map(([title]) => (
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
                {COLUMNS.map(([title, shown]) => (
                  <td key={title} className={page.number}>
                    {shown(row)}
                  </td>
                ))}
                <td>
                  {mayBatch(row.clause) && row.eligible > 0 && (
                    <Button
                      size="small"
                      loading={send.isPending}
                      onClick={() => send.mutate({ clause: row.clause, reduce: false })}
                    >
                      拟定发放名单
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="meta">可享、可能、应兑现按部门现有数据当场计算；已告知起为实际发生。</p>
      {send.isError && (
        <NotOpened
          body={toProblem(send.error).body}
          pending={send.isPending}
          reduce={() => send.variables && send.mutate({ ...send.variables, reduce: true })}
        />
      )}
      {send.data && (
        <p role="status">
          已拟定 {send.data.lines} 户，公示到 {send.data.publicityUntil}。
          {send.data.left !== undefined && `另有 ${figure(send.data.left)} 户因预算不足没有列入。`}
          <Link to="/claims">看批次</Link>
        </p>
      )}
      <ReachParts rows={rows} />
    </>
  );
}

type NotOpenedProps = { readonly body: ProblemBody; readonly pending: boolean; readonly reduce: () => void };

/** Why the list is not made public; what money there is may still be given, by whoever says so. */
const NotOpened = ({ body, pending, reduce }: NotOpenedProps) => (
  <div role="alert">
    <p>
      {body.title}。{body.why}
      {body.todo && `。${body.todo}`}
    </p>
    {body.code === 'claims.over-budget' && (
      <Button size="small" loading={pending} onClick={reduce}>
        按顺序只列预算内的企业
      </Button>
    )}
  </div>
);
