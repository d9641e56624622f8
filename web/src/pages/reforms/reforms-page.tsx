import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, InputNumber, message, Select } from 'antd';
import { useState } from 'react';
import { casebook, type ReformCase, reformsQuery, scoreReform } from '../../api/reforms.ts';
import { useAccount } from '../../api/session.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { isoDay, quarterWord } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { NominateForm } from './nominate-form.tsx';
import { QuarterCallLine } from './quarter-call.tsx';
import { Recuse } from './recuse.tsx';
import { Votes } from './votes.tsx';

const route = getRouteApi('/official/reforms');

/** 微改革: cases nominated, scored by judges without a stake, made public, awarded, in a book. */
export function ReformsPage() {
  const now = useNow();
  const { period = isoDay(now).slice(0, 4) } = route.useSearch();
  const navigate = route.useNavigate();
  const toCase = useNavigate();
  const query = useQuery(reformsQuery(period));
  const year = period.slice(0, 4);
  const options = [
    { value: year, label: `${year}年` },
    ...[1, 2, 3, 4].map((each) => ({ value: `${year}-Q${each}`, label: quarterWord(`${year}-Q${each}`) })),
  ];
  const account = useAccount();
  const [nominating, setNominating] = useState(false);
  const quarter = `${isoDay(now).slice(0, 4)}-Q${Math.ceil(Number(isoDay(now).slice(5, 7)) / 3)}`;
  const isBook = query.data?.items.some((each) => each.status === 'awarded') ?? false;
  return (
    <Page
      title="微改革案例"
      meta="与推荐单位有利害关系的评委不能打分；至少三位评委打分、公示 5 个工作日后入选，入选记入单位当月得分"
      actions={
        <>
          <Select
            aria-label="哪一期"
            value={period}
            options={options}
            onChange={(next) => void navigate({ search: { period: next } })}
            style={{ minWidth: 160 }}
          />
          <Link to="/p/reforms">
            <Button>公示页</Button>
          </Link>
          {isBook && <Button href={casebook(period)}>案例汇编（Word）</Button>}
          {can(account, 'reforms.nominate') && !nominating && (
            <Button type="primary" onClick={() => setNominating(true)}>
              推荐案例
            </Button>
          )}
        </>
      }
    >
      <QuarterCallLine quarter={period.includes('Q') ? period : quarter} />
      {nominating && (
        <NominateForm
          quarter={quarter}
          onClose={() => setNominating(false)}
          onDone={(id) => void toCase({ to: '/matters/$id', params: { id } })}
        />
      )}
      <QueryView query={query}>
        {({ items }) => (
          <section className="panel">
            {items.length === 0 && <p className={page.line}>这一期还没有推荐案例。</p>}
            {items.map((each) => (
              <Case key={each.id} item={each} />
            ))}
          </section>
        )}
      </QueryView>
    </Page>
  );
}

const DECIDED = new Set(['publicity', 'awarded', 'declined']);

function Case({ item }: { readonly item: ReformCase }) {
  const account = useAccount();
  const isJudged = item.status === 'review' && can(account, 'reforms.judge');
  return (
    <article className={page.block}>
      <h2>
        <Link to="/matters/$id" params={{ id: item.id }}>
          {item.title}
        </Link>
      </h2>
      <p className="meta">
        {[
          item.number,
          item.unit.name,
          quarterWord(item.quarter),
          item.statusTitle,
          `${item.scores} 位评委打分`,
          item.mean === null ? '' : `平均 ${figure(item.mean, 1)} 分`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p>{item.effect}</p>
      {((can(account, 'reforms.manage') && item.mean !== null) || DECIDED.has(item.status)) && item.scores > 0 && (
        <Votes id={item.id} />
      )}
      {isJudged && item.own === null && !item.conflict && <ScoreForm id={item.id} />}
      {isJudged && item.own !== null && <p className="meta">您已打 {figure(item.own, 0)} 分</p>}
      {isJudged && item.conflict && <p className="meta">您不能打分：{item.conflict}</p>}
    </article>
  );
}

function ScoreForm({ id }: { readonly id: string }) {
  const [score, setScore] = useState<number | null>(null);
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: (given: number) => scoreReform(id, given),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['reforms'] }),
    onError: (error: Error) => void message.error(error.message),
  });
  return (
    <div className="row no-print">
      <InputNumber aria-label="打分，0 到 100" min={0} max={100} value={score} onChange={setScore} />
      <Button disabled={score === null} loading={send.isPending} onClick={() => score !== null && send.mutate(score)}>
        打分（不能更改）
      </Button>
      <Recuse id={id} />
    </div>
  );
}
