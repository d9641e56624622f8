import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { ratingsQuery, type ServiceRating } from '../../api/ratings.ts';
import { NextPage } from '../../parts/next-page.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { channelWord } from './grades.ts';

const route = getRouteApi('/official/ratings/records');

/** Each rating as it was given. */
export function RatingRecordsPage() {
  const asked = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(ratingsQuery(asked));
  const items = query.data?.pages.flatMap((each) => each.items) ?? [];
  const unit = asked.unit ? items[0]?.unit.name : undefined;
  return (
    <Page
      title={['评价记录', unit, asked.month].filter(Boolean).join(' · ')}
      actions={
        <Segmented
          aria-label="哪些评价"
          value={asked.grade === 'bad' ? 'bad' : 'all'}
          options={[
            { value: 'all', label: '全部' },
            { value: 'bad', label: '差评' },
          ]}
          onChange={(grade) => void navigate({ search: { ...asked, grade: grade === 'bad' ? 'bad' : undefined } })}
        />
      }
    >
      {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {query.isSuccess && (
        <section className="panel">
          {items.length === 0 && <p className={page.line}>没有这样的评价。</p>}
          {items.map((each) => (
            <Rating key={each.id} rating={each} />
          ))}
          <NextPage query={query} className={page.line} />
        </section>
      )}
    </Page>
  );
}

function Rating({ rating }: { readonly rating: ServiceRating }) {
  const now = useNow();
  return (
    <article className={page.block}>
      <div>
        <strong>
          {rating.grade <= 2 ? '■ ' : '● '}
          {rating.gradeTitle}
        </strong>{' '}
        {rating.item}
      </div>
      {rating.comment && <p>{rating.comment}</p>}
      <p className="meta">
        {[
          rating.unit.name,
          `${channelWord[rating.channel]}${rating.active ? '（主动评价）' : ''}`,
          ...rating.tags,
          moment(rating.at, now),
        ].join(' · ')}
        {rating.matter && (
          <>
            {' · '}
            <Link to="/matters/$id" params={{ id: rating.matter }}>
              整改事项
            </Link>
          </>
        )}
      </p>
    </article>
  );
}
