import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Balances, type FundLine, fundLinesQuery } from '../../api/funds.ts';
import { useAccount } from '../../api/session.ts';
import { money } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Empty } from '../../parts/states.tsx';
import { can } from '../../shell/permissions.ts';
import { BudgetImport } from './budget-import.tsx';
import { Desk } from './desk.tsx';
import styles from './funds.module.css';
import { LineBar } from './line-bar.tsx';
import { LineForm } from './line-form.tsx';

const route = getRouteApi('/official/funds');

/** 资金台: every line, what is left of it, and what waits for somebody. */
export function FundsPage() {
  const { year, by } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(fundLinesQuery(year));
  const [adding, setAdding] = useState(false);
  const [importing, setImporting] = useState(false);
  const account = useAccount();
  const may = can(account, 'funds.prepare');
  const grants = can(account, 'funds.approve');
  const years = [...new Set((query.data?.items ?? []).map((each) => each.year))];
  return (
    <Page
      title="资金台"
      actions={
        <>
          <Select
            allowClear
            aria-label="年度"
            placeholder="全部年度"
            style={{ width: 120 }}
            value={year ?? null}
            options={years.map((each) => ({ value: String(each), label: `${each} 年` }))}
            onChange={(next) => void navigate({ search: { ...(by ? { by } : {}), ...(next ? { year: next } : {}) } })}
          />
          {may && !adding && <Button onClick={() => setAdding(true)}>建立预算</Button>}
          {grants && !importing && <Button onClick={() => setImporting(true)}>导入预算表</Button>}
        </>
      }
    >
      {adding && <LineForm onClose={() => setAdding(false)} />}
      {importing && <BudgetImport />}
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="panel">
              <Empty title="还没有预算">建立一项政策的年度预算并下达之后，审定、拨付、对账都从这里走。</Empty>
            </div>
          ) : (
            <>
              <Desk lines={items} />
              <Whole lines={items} year={year} by={by} />
            </>
          )
        }
      </QueryView>
    </Page>
  );
}

const sum = (lines: readonly FundLine[], accounts: readonly (keyof Balances)[]): number =>
  lines.reduce((total, { balances }) => accounts.reduce((own, each) => own + balances[each], total), 0);

/** Each sum opens the items that it is made of. */
const FIGURES = [
  { title: '待拨付', holds: ['committed', 'payable'] },
  { title: '在途', holds: ['sent'] },
  { title: '已付（含预拨）', holds: ['paid', 'advanced'] },
  { title: '■ 应收回', holds: ['receivable'], red: true },
] as const;

/** The budget and what is left of it stand in the lines: the largest first. */
const BY = {
  granted: { title: '预算', of: ({ balances }: FundLine) => -balances.granted },
  available: { title: '可用', of: ({ balances }: FundLine) => balances.available },
} as const;
const LINES = 'lines';
type WholeProps = {
  readonly lines: readonly FundLine[];
  readonly year: string | undefined;
  readonly by: string | undefined;
};

function Whole({ lines, year, by }: WholeProps) {
  const { of } = by === 'available' ? BY.available : BY.granted;
  const sorted = by === undefined ? lines : [...lines].sort((a, b) => of(b) - of(a));
  return (
    <>
      <section className={`panel panel-pad ${styles.figures}`} aria-label="合计">
        {Object.entries(BY).map(([key, each]) => (
          <Figure key={key} title={each.title} fen={lines.reduce((total, line) => total + each.of(line), 0)}>
            {(said) => (
              <Link to="/funds" search={{ by: key, ...(year ? { year } : {}) }} hash={LINES}>
                {said}
              </Link>
            )}
          </Figure>
        ))}
        {FIGURES.map(({ title, holds, ...more }) => (
          <Figure key={title} title={title} fen={sum(lines, holds)} red={'red' in more}>
            {(said) => (
              <Link to="/funds/items" search={{ holds: holds.join(), ...(year ? { year } : {}) }}>
                {said}
              </Link>
            )}
          </Figure>
        ))}
      </section>
      <Scroll panel title="各项预算">
        <span id={LINES} />
        <table className={`${page.table} ${page.cards}`}>
          <thead>
            <tr>
              <th scope="col">政策资金</th>
              <th scope="col">主管单位</th>
              <th scope="col" className={page.number}>
                预算
              </th>
              <th scope="col" className={page.number}>
                可用
              </th>
              <th scope="col" style={{ minWidth: 220 }}>
                去向
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((line) => (
              <tr key={line.id}>
                <th scope="row" className={page.lead} style={{ fontWeight: 400, whiteSpace: 'normal' }}>
                  <Link to="/funds/lines/$id" params={{ id: line.id }}>
                    {line.title}
                  </Link>
                  <span className="meta">&emsp;{line.year}&thinsp;年</span>
                </th>
                <td>{line.owner.name}</td>
                <td className={page.number}>{money(-line.balances.granted)}</td>
                <td className={styles.left}>{money(line.balances.available)}</td>
                <td className={styles.way}>
                  <LineBar balances={line.balances} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

type FigureProps = {
  readonly title: string;
  readonly fen: number;
  readonly red?: boolean;
  readonly children?: (said: string) => ReactNode;
};

/** Nothing owed is not worth a red nought. */
function Figure({ title, fen, red = false, children = (said) => said }: FigureProps) {
  if (red && fen === 0) return null;
  return (
    <div className={red ? styles.owed : undefined}>
      <span className="meta">{title}</span>
      <strong>{fen === 0 ? money(0) : children(money(fen))}</strong>
    </div>
  );
}
