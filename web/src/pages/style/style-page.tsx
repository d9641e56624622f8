import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useAccount } from '../../api/session.ts';
import { closeStyleReview, type StyleReview, styleReviewsQuery } from '../../api/style.ts';
import { useSend } from '../../api/use-send.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Empty, Failure } from '../../parts/states.tsx';
import { dayText, isoDay, moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { Ballot } from './ballot.tsx';
import { OpenForm } from './open-form.tsx';

const route = getRouteApi('/official/style-reviews');

/** 专项民主评议: sheets to fill in, and what came of those that are over. */
export function StylePage() {
  const current = isoDay(useNow()).slice(0, 4);
  const { year = current } = route.useSearch();
  const navigate = route.useNavigate();
  const account = useAccount();
  const [opening, setOpening] = useState(false);
  const query = useQuery(styleReviewsQuery(year));
  const years = [0, 1, 2].map((back) => String(Number(current) - back));
  return (
    <Page
      title="专项民主评议"
      meta="评议不记名；评议人不足 5 位的不公布；与被评议单位有利害关系的不能评；结果占年考核的一成（自拟）"
      actions={
        <>
          <Select
            aria-label="哪一年"
            value={year}
            options={years.map((each) => ({ value: each, label: `${each}年` }))}
            onChange={(next) => void navigate({ search: { year: next } })}
          />
          {can(account, 'style.manage') && <Button onClick={() => setOpening(!opening)}>组织评议</Button>}
        </>
      }
      narrow
    >
      {opening && (
        <section className={`panel ${page.block}`} aria-label="组织评议">
          <OpenForm year={year} onDone={() => setOpening(false)} />
        </section>
      )}
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="这一年还没有评议">组织评议以后，评议人在这里评。</Empty>
          ) : (
            items.map((each) => <Review key={each.id} review={each} />)
          )
        }
      </QueryView>
    </Page>
  );
}

function Review({ review }: { readonly review: StyleReview }) {
  const now = useNow();
  const send = useSend(closeStyleReview, ['style-reviews']);
  const closed = review.closedAt !== null;
  return (
    <section className="panel" aria-label={review.title}>
      <div className={page.line}>
        <h2 className={page.name}>{review.title}</h2>
        <span className="meta">
          {closed ? `${moment(review.closedAt ?? 0, now)} 公布` : `${dayText(review.closesAt - 1, now)}截止`}，
          {review.invited} 位评议人，{review.spoken} 位已评
        </span>
        {review.mayClose && (
          <Button type="primary" loading={send.isPending} onClick={() => send.mutate(review.id)}>
            结束并公布
          </Button>
        )}
      </div>
      {send.error && <Failure error={send.error} />}
      {!closed && review.mine === 'spoken' && <p className={page.line}>您已经评过，等结果公布。</p>}
      {!closed && review.mine === 'waiting' && now < review.closesAt && <Ballot review={review} />}
      {review.units.some((each) => each.conflict) && review.mine === 'waiting' && (
        <p className={`meta ${page.line}`}>
          {review.units
            .filter((each) => each.conflict)
            .map((each) => `${each.name}（${each.conflict}）`)
            .join('，')}
          不能评
        </p>
      )}
      {review.results && <Results results={review.results} />}
    </section>
  );
}

function Results({ results }: { readonly results: NonNullable<StyleReview['results']> }) {
  if (results.length === 0) return <p className={page.line}>没有可以看的结果：只看得到本单位的。</p>;
  return (
    <Scroll title="评议结果">
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">单位</th>
            <th scope="col" className={page.number ?? ''}>
              得分
            </th>
            <th scope="col" className={page.number ?? ''}>
              评议人
            </th>
            <th scope="col">提到的问题</th>
          </tr>
        </thead>
        <tbody>
          {results.map(({ unit, score, ballots, problems }) => (
            <tr key={unit.id}>
              <th scope="row" style={{ fontWeight: 400 }}>
                {unit.name}
              </th>
              <td className={page.number ?? ''}>{score === null ? '人数不足' : figure(score, 1)}</td>
              <td className={page.number ?? ''}>{ballots}</td>
              <td>
                {problems
                  .filter((each) => each.count !== 0)
                  .map(({ title, count }) => `${title} ${count === null ? '少于 3 人' : `${count} 人`}`)
                  .join('，') || '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
