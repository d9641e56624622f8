import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { type Board, boardBook, boardQuery, boardsQuery } from '../../api/evaluation.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { tierWord } from '../cockpit/words.ts';

const route = getRouteApi('/official/boards');
const PERIODS = [
  { value: 'month', label: '本月' },
  { value: 'quarter', label: '本季度' },
  { value: 'year', label: '本年' },
  { value: '90d', label: '近 90 天' },
];

/** 比学赶超: four dimensions, each its own list; tiers, never a rank that chance made. */
export function BoardPage() {
  const { board, period = 'quarter' } = route.useSearch();
  const navigate = route.useNavigate();
  const boards = useQuery(boardsQuery);
  const id = board ?? boards.data?.items[0]?.id ?? '';
  const query = useQuery({ ...boardQuery(id, { period }), enabled: id !== '' });
  return (
    <Page
      title="比学赶超"
      meta="得分全部由办理记录算出；分不出先后的同在一档，不排名次"
      actions={
        <>
          <Select
            aria-label="期间"
            value={period}
            options={PERIODS}
            onChange={(next) => void navigate({ search: { board: id, period: next } })}
            style={{ minWidth: 120 }}
          />
          <Button href={boardBook(id, { period })}>导出 Excel</Button>
          <PrintButton />
        </>
      }
    >
      <QueryView query={boards}>
        {({ items }) => (
          <Tabs
            activeKey={id}
            onChange={(next) => void navigate({ search: { board: next, period } })}
            items={items.map((each) => ({
              key: each.id,
              label: `${each.title} · ${each.slogan}`,
              children: each.id === id && <QueryView query={query}>{(data) => <Lines data={data} />}</QueryView>,
            }))}
          />
        )}
      </QueryView>
    </Page>
  );
}

const MOVES = { up: '▲ 上升', down: '▼ 下降', same: '— 持平' } as const;

function Lines({ data }: { readonly data: Board }) {
  const { board, lines, items } = data;
  return (
    <>
      <p className="meta">
        {board.words}。{board.assumed && '指标和权重自拟，待核定。'}
        {items.map((each) => `${each.title}（${each.weight}）`).join('、')}
      </p>
      <Scroll panel title={`${board.title}榜`}>
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col">{board.by === 'county' ? '县（市、区）' : '单位'}</th>
              <th scope="col">档次</th>
              <th scope="col" className={page.number ?? ''}>
                得分
              </th>
              <th scope="col">比上期</th>
              <th scope="col">长板</th>
              <th scope="col">短板</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.unit.id}>
                <th scope="row" style={{ fontWeight: 400 }}>
                  {line.unit.name}
                </th>
                <td>
                  <span className={line.tier === null ? 'meta' : ''}>{tierWord(line)}</span>
                  {line.rank !== null && <div className="meta">第 {line.rank} 名</div>}
                </td>
                <td className={page.number ?? ''}>
                  <strong>{line.score === null ? '—' : figure(line.score, 1)}</strong>
                  {line.scoreInterval && (
                    <div className="meta">
                      {figure(line.scoreInterval[0], 0)}–{figure(line.scoreInterval[1], 0)}
                    </div>
                  )}
                </td>
                <td className="meta">{line.movement === null ? '上期没有数据' : MOVES[line.movement]}</td>
                <Apart items={line.long} unit={line.unit.id} by={board.by} />
                <Apart items={line.short} unit={line.unit.id} by={board.by} />
              </tr>
            ))}
          </tbody>
        </table>
        {lines.length === 0 && <p className={page.line}>这一期还没有可以比较的记录。</p>}
      </Scroll>
    </>
  );
}

type ApartProps = {
  readonly items: Board['lines'][number]['long'];
  readonly unit: string;
  readonly by: 'county' | 'unit';
};

function Apart({ items, unit, by }: ApartProps) {
  return (
    <td>
      {items.length === 0 && <span className="meta">—</span>}
      {items.map((each) => (
        <div key={each.indicator}>
          <Link
            to="/indicators/$id/records"
            params={{ id: each.indicator }}
            search={by === 'county' ? { region: unit } : { unit }}
          >
            {each.title} {figure(each.value, 1)}
          </Link>
          <span className="meta">（平均 {figure(each.mean, 1)}）</span>
        </div>
      ))}
    </td>
  );
}
