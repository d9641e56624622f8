import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { type ReviewRow, reviewsFile, reviewsQuery } from '../../api/policy-reviews.ts';
import { FigureTable } from '../../parts/figure-table.tsx';
import { figure, money, share } from '../../parts/figures.ts';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { isUncollected, UNCOLLECTED, VERDICTS } from './verdicts.ts';

const route = getRouteApi('/official/policy-reviews');

/** 政策绩效: clause by clause, who was reached, what was spent, how long it took, what was concluded. */
export function ReviewsPage() {
  const filters = route.useSearch();
  const { q, verdict, policy } = filters;
  const navigate = route.useNavigate();
  const query = useQuery(reviewsQuery(filters));
  const [text, setText] = useState(q ?? '');
  const put = (next: { readonly q?: string | undefined; readonly verdict?: string | undefined }) => {
    const all = { q, verdict, policy, ...next };
    const kept = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== ''));
    void navigate({ search: kept });
  };
  return (
    <Page
      title="政策绩效"
      meta="逐条看覆盖、支出、时效；评估结论为立、改、废、释，写明理由"
      actions={<Button href={reviewsFile(filters)}>导出 Excel</Button>}
    >
      <search className="row no-print">
        <Input.Search
          data-page-search=""
          aria-label="搜索条款或政策"
          placeholder="条款、政策名称"
          allowClear
          value={text}
          onChange={(event) => setText(event.target.value)}
          onSearch={(next) => put({ q: next.trim() || undefined })}
          style={{ width: 240 }}
        />
        <Select
          aria-label="结论"
          allowClear
          placeholder="结论"
          style={{ minWidth: 140 }}
          value={verdict ?? null}
          options={[...VERDICTS, { value: 'none', label: '还没有结论' }]}
          onChange={(next) => put({ verdict: next ?? undefined })}
        />
      </search>
      <section className="panel" aria-label="逐条绩效">
        <QueryView query={query}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty title="没有这样的条款">换一个名称或结论再找。</Empty>
            ) : (
              <FigureTable title="逐条绩效" of="条款" headings={HEADINGS} rows={rows.map(lineOf)} />
            )
          }
        </QueryView>
      </section>
    </Page>
  );
}

const HEADINGS = ['覆盖', '已到账', '本条支出', '平均到账', '结论'];

function lineOf(row: ReviewRow) {
  const uncollected = isUncollected(row);
  return {
    id: row.clause,
    name: (
      <>
        <Link to="/policy-reviews/$clause" params={{ clause: row.clause }}>
          {row.title}
        </Link>
        <p className="meta">
          {row.policy.title} {row.article} · {row.standing}
        </p>
      </>
    ),
    figures: [
      <Reached key="reached" row={row} />,
      uncollected ? UNCOLLECTED : row.pays ? money(row.arrivedSum) : '不涉及',
      <>
        {uncollected || !row.pays ? '—' : money(row.spent)}
        {row.budget && <p className="meta">所属政策 {share(row.budget.spent, row.budget.granted)}</p>}
      </>,
      <>
        {row.meanDays === null ? '—' : `${figure(row.meanDays, 1)} 个工作日`}
        {row.late > 0 && <p className="meta">■ {figure(row.late)} 笔超 15 日</p>}
      </>,
      row.review ? row.review.verdict.title : '未评估',
    ],
  };
}

function Reached({ row }: { readonly row: ReviewRow }) {
  const { eligible, approved } = row;
  if (isUncollected(row))
    return (
      <>
        {figure(eligible)}
        <p className="meta">符合；谁享受了未采集</p>
      </>
    );
  return (
    <>
      {eligible + approved === 0 ? '—' : `${figure(approved)} / ${figure(Math.max(eligible, approved))}`}
      <p className="meta">享受 / 符合</p>
    </>
  );
}
