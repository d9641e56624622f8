import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Radio, Select } from 'antd';
import { useState } from 'react';
import { type Cell, collectIndicatorsQuery, type FillBoard, fillBoardQuery } from '../../api/collect.ts';
import { useAccount } from '../../api/session.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { saveCsv } from '../../parts/save-csv.ts';
import { Scroll } from '../../parts/scroll.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayText } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { AskForm } from './ask-form.tsx';
import { STATUS, valueWords } from './cell-words.ts';
import { ScheduleLine } from './schedule-line.tsx';

const route = getRouteApi('/official/collect');
const DEFAULT = 'quzhou-targets';

/** 指标填报: which values of a period are in, who has the others, and since when. */
export function CollectPage() {
  const { scheme = DEFAULT, period, show } = route.useSearch();
  const navigate = route.useNavigate();
  const schemes = useQuery(collectIndicatorsQuery);
  const query = useQuery(fillBoardQuery(scheme, period));
  const [asking, setAsking] = useState(false);
  const account = useAccount();
  const [may, sees] = [can(account, 'collect.manage'), can(account, 'indicators.read')];
  return (
    <Page
      title="指标填报"
      meta="来源单位限时报数并附佐证，另一单位核验后入库。由办理记录算出的指标不在这里，不用填。"
      actions={
        <>
          <Select
            aria-label="指标方案"
            value={scheme}
            style={{ width: 260, maxWidth: '100%' }}
            options={(schemes.data ?? []).map((each) => ({ value: each.id, label: each.title }))}
            onChange={(next: string) => void navigate({ search: { scheme: next } })}
          />
          <Select
            aria-label="期间"
            value={query.data?.period.code ?? null}
            style={{ width: 140 }}
            options={(query.data?.periods ?? []).map((each) => ({ value: each.code, label: each.title }))}
            onChange={(next: string) => void navigate({ search: { scheme, period: next } })}
          />
          <Link to="/collect/mine">本单位待填报</Link>
          {sees && (
            <Link to="/scheme-runs" search={{ scheme }}>
              评价结果
            </Link>
          )}
          <Link to="/collect/materials" search={{ scheme }}>
            参评资料库
          </Link>
          {may && !asking && (
            <Button type="primary" onClick={() => setAsking(true)}>
              布置填报
            </Button>
          )}
        </>
      }
    >
      <QueryView query={query}>
        {(board) => (
          <>
            {asking && <AskForm board={board} onClose={() => setAsking(false)} />}
            <ScheduleLine scheme={board.scheme.id} may={may} />
            {board.scheme.caution && <div className={page.warning}>{board.scheme.caution}</div>}
            <Cells board={board} {...(show ? { show } : {})} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

const STATES = [
  { key: 'overdue', label: '■ 逾期未报' },
  ...(['filling', 'claimed', 'published', 'filed', 'unasked', 'stopped'] as const).map((key) => ({
    key,
    label: STATUS[key],
  })),
];

const stateOf = (cell: Cell): string => (cell.overdue ? 'overdue' : cell.status);

function Cells({ board, show }: { readonly board: FillBoard; readonly show?: string }) {
  const navigate = route.useNavigate();
  const { cells } = board;
  if (cells.length === 0)
    return (
      <section className="panel">
        <Empty title="这个方案没有要填报的指标">各项都由办理记录算出，或按别的周期填报。</Empty>
      </section>
    );
  const count = (state: string) => cells.filter((each) => stateOf(each) === state).length;
  const shown = show ? cells.filter((each) => stateOf(each) === show) : cells;
  const pick = (next: string) =>
    void navigate({ search: ({ show: _, ...was }) => (next === 'all' ? was : { ...was, show: next }) });
  return (
    <>
      <Radio.Group
        value={show ?? 'all'}
        aria-label="按进度看"
        onChange={(event) => pick(String(event.target.value))}
        style={{ padding: '0 2px' }}
      >
        <Radio.Button value="all">全部 {cells.length}</Radio.Button>
        {STATES.filter(({ key }) => key === show || count(key) > 0).map(({ key, label }) => (
          <Radio.Button key={key} value={key}>
            {label} {count(key)}
          </Radio.Button>
        ))}
      </Radio.Group>
      <Scroll panel title="各项数值">
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col">指标</th>
              <th scope="col">对象</th>
              <th scope="col" className={page.number ?? ''}>
                {board.period.title}
              </th>
              <th scope="col">进度</th>
              <th scope="col">来源单位</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((each) => (
              <Row key={`${each.indicator} ${each.subject.id}`} cell={each} period={board.period.code} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <div className="row no-print">
        <Button onClick={() => save(board, shown)}>导出</Button>
      </div>
    </>
  );
}

function Row({ cell, period }: { readonly cell: Cell; readonly period: string }) {
  const now = useNow();
  const search = { indicator: cell.indicator, subject: cell.subject.id, period };
  return (
    <tr>
      <th scope="row" style={{ fontWeight: 400, whiteSpace: 'normal', minWidth: 180 }}>
        {cell.title}
        {cell.feeds.length > 0 && <div className="meta">用于：{cell.feeds.map(({ title }) => title).join('、')}</div>}
      </th>
      <td style={{ whiteSpace: 'nowrap' }}>{cell.subject.name}</td>
      <td className={page.number ?? ''} style={{ whiteSpace: 'nowrap' }}>
        {cell.value === null && cell.missing === null ? (
          <span className="meta">—</span>
        ) : (
          <Link to="/collect/value" search={search}>
            {valueWords(cell.value, cell.missing, cell.unit)}
          </Link>
        )}
        {cell.corrections > 0 && <div className="meta">更正过 {cell.corrections} 次</div>}
      </td>
      <td style={{ whiteSpace: 'nowrap' }}>
        {cell.matter ? (
          <Link to="/matters/$id" params={{ id: cell.matter }}>
            {cell.overdue ? '■ 逾期未报' : STATUS[cell.status]}
          </Link>
        ) : (
          <span className="meta">{STATUS[cell.status]}</span>
        )}
        {cell.dueAt !== undefined && <div className="meta">{dayText(cell.dueAt, now)}前</div>}
      </td>
      <td style={{ whiteSpace: 'nowrap' }}>{cell.holder?.name ?? <span className="meta">—</span>}</td>
    </tr>
  );
}

function save(board: FillBoard, cells: readonly Cell[]): void {
  saveCsv(`${board.scheme.title} ${board.period.title}.csv`, [
    ['指标', '对象', '数值', '单位', '缺数原因', '进度', '来源单位', '编号'],
    ...cells.map((each) => [
      each.title,
      each.subject.name,
      each.value ?? '',
      each.unit,
      each.missing ? valueWords(null, each.missing, '') : '',
      STATUS[each.status],
      each.holder?.name ?? '',
      each.number ?? '',
    ]),
  ]);
}
