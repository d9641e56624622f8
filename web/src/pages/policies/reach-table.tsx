import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ClaimFilters, openBatch } from '../../api/claims.ts';
import type { ClauseView, Reach, ReachStep } from '../../api/policies.ts';
import { toProblem } from '../../api/problem.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { FigureTable } from '../../parts/figure-table.tsx';
import { figure, money } from '../../parts/figures.ts';
import { can } from '../../shell/permissions.ts';
import { Listings, NotOpened } from './listings.tsx';
import { ReachParts } from './reach-parts.tsx';
import { ReachedFirms } from './reached-firms.tsx';

type Props = {
  readonly policy: string;
  readonly rows: readonly Reach[];
  readonly clauses: readonly ClauseView[];
  readonly asked: { readonly clause?: string; readonly step?: ReachStep };
};

const STEPS: Readonly<Record<ReachStep, string>> = {
  eligible: '可享',
  possible: '可能',
  told: '已告知',
  mailed: '邮件送达',
  unmailed: '邮件未送达',
  read: '已读',
};
const HEADINGS = ['可享', '可能', '应兑现', '已告知', '邮件送达', '邮件未送达', '已读', '已申领', '已批准', '已到账'];

/** How far each clause came: eligible, told, read, claimed, approved, paid; and where they are. */
export function ReachTable({ policy, rows, clauses, asked }: Props) {
  const account = useAccount();
  const navigate = useNavigate();
  const decides = can(account, 'claims.decide');
  const send = useSend(openBatch, ['claims', 'policies']);
  const mayBatch = (id: string): boolean => {
    const clause = clauses.find((each) => each.clause === id);
    return decides && clause?.mode.code === 'automatic' && clause.standing.code === 'open';
  };
  const shown = rows.find((each) => each.clause === asked.clause);
  return (
    <>
      <FigureTable
        title="触达，户数和金额"
        of="条款"
        headings={HEADINGS}
        rows={rows.map((row) => ({
          id: row.clause,
          name: row.title,
          figures: figuresOf(policy, row, can(account, 'claims.read')),
          after: mayBatch(row.clause) && row.eligible > 0 && (
            <Button
              size="small"
              loading={send.isPending}
              onClick={() => send.mutate({ clause: row.clause, reduce: false })}
            >
              拟定发放名单
            </Button>
          ),
        }))}
      />
      {shown && asked.step && (
        <ReachedFirms
          clause={shown.clause}
          step={asked.step}
          title={`${STEPS[asked.step]} · ${shown.title}`}
          onClose={() => void navigate({ to: '/policies/$id', params: { id: policy }, search: {} })}
        />
      )}
      <p className="meta">可享、可能、应兑现按部门现有数据当场计算；已告知起为实际发生。</p>
      {send.isError && (
        <NotOpened
          body={toProblem(send.error).body}
          pending={send.isPending}
          reduce={() => send.variables && send.mutate({ ...send.variables, reduce: true })}
        />
      )}
      {send.data && 'lines' in send.data && (
        <p role="status">
          已拟定 {send.data.lines} 户，公示到 {send.data.publicityUntil}。
          {send.data.left !== undefined && `另有 ${figure(send.data.left)} 户因预算不足没有列入。`}
          <Link to="/claims">看批次</Link>
        </p>
      )}
      {decides && (
        <Listings
          clauses={clauses}
          pending={send.isPending}
          reduce={(clause) => send.mutate({ clause, reduce: true })}
        />
      )}
      <ReachParts rows={rows} />
    </>
  );
}

/** Each figure opens the firms or the claims that it counts. */
function figuresOf(policy: string, row: Reach, seesClaims: boolean) {
  const { clause, expected } = row;
  const firms = (step: ReachStep) =>
    row[step] === 0 ? (
      figure(0)
    ) : (
      <Link to="/policies/$id" params={{ id: policy }} search={{ clause, step }}>
        {figure(row[step])}
      </Link>
    );
  const claims = (count: number, search: ClaimFilters) =>
    count === 0 || !seesClaims ? (
      figure(count)
    ) : (
      <Link to="/claims" search={{ clause, ...search }}>
        {figure(count)}
      </Link>
    );
  return [
    firms('eligible'),
    firms('possible'),
    expected > 0 ? money(expected) : '—',
    firms('told'),
    firms('mailed'),
    firms('unmailed'),
    firms('read'),
    claims(row.claimed, { kept: 'yes' }),
    claims(row.approved, { status: 'approved' }),
    claims(row.paid, { arrived: 'yes' }),
  ];
}
