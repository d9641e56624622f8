import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { myClaimsQuery } from '../../api/claims.ts';
import { type FactSource, type MatchView, minePoliciesQuery } from '../../api/policies.ts';
import { money } from '../../parts/figures.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { MyClaims } from '../claims/my-claims.tsx';
import { ClauseLink } from './clause-link.tsx';
import { MatchCard } from './match-card.tsx';
import styles from './policies.module.css';
import { PushWish } from './push-wish.tsx';

const route = getRouteApi('/e/policies');

/** 我的政策, on the clerk's phone: what one gets, what is missing, by how much one falls short. */
export function MyPoliciesPage() {
  useTitle('我的政策');
  const { tab = 'yes' } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(minePoliciesQuery);
  const data = query.data;
  const held = data?.yes.filter((each) => each.held).length ?? 0;
  const count = (title: string, list: readonly unknown[] | undefined) => (list ? `${title} ${list.length}` : title);
  return (
    <section className="panel">
      <div className={styles.sum}>
        <h1 className="page-title">我的政策</h1>
        {data && (
          <p>
            现在还可享合计 <strong>{money(data.total)}</strong>
            {held > 0 && <span className="meta"> 另有 {held} 项本期已申领或发放，不重复计算</span>}
          </p>
        )}
        <p className="meta">
          按部门现有数据判断，每条都写明依据。
          <Link to="/p/policies" style={{ textDecoration: 'underline' }}>
            到政策超市找找
          </Link>
        </p>
        <Segmented
          block
          aria-label="哪一类"
          value={tab}
          onChange={(next) => void navigate({ search: next === 'yes' ? {} : { tab: next } })}
          options={[
            { value: 'yes', label: count('可享', data?.yes) },
            { value: 'possible', label: count('可能', data?.possible) },
            { value: 'near', label: count('差一点', data?.near) },
            { value: 'claims', label: '申领' },
          ]}
        />
      </div>
      {tab === 'claims' ? (
        <MyClaims />
      ) : (
        <QueryView query={query}>
          {(mine) => (
            <Matches
              tab={tab}
              matches={tab === 'possible' ? mine.possible : tab === 'near' ? mine.near : mine.yes}
              sources={mine.sources}
            />
          )}
        </QueryView>
      )}
      {data && (
        <PushWish
          key={`${data.email} ${data.pending}`}
          often={data.often}
          email={data.email}
          pending={data.pending}
          undelivered={data.undelivered}
        />
      )}
    </section>
  );
}

const NOTHING: Readonly<Record<string, string>> = {
  yes: '部门数据里还没有能确定可享的。看看“可能”里缺什么数据。',
  possible: '没有缺数据的。',
  near: '没有只差一项的。',
};

type MatchesProps = {
  readonly tab: string;
  readonly matches: readonly MatchView[];
  readonly sources: readonly FactSource[];
};

function Matches({ tab, matches, sources }: MatchesProps) {
  if (matches.length === 0) return <Empty title="这里还没有">{NOTHING[tab]}</Empty>;
  return (
    <ul>
      {matches.map((match) => (
        <MatchCard
          key={match.clause.clause}
          match={match}
          sources={sources}
          title={<ClauseLink row={match.clause} to="/p/policies/$id" />}
        >
          {tab !== 'near' && !match.yields && <Claiming match={match} />}
        </MatchCard>
      ))}
    </ul>
  );
}

const ASKED = new Set(['instant', 'reviewed', 'advance']);

/** The next step, where there is one for the enterprise to take. */
function Claiming({ match: { clause } }: { readonly match: MatchView }) {
  const claims = useQuery(myClaimsQuery).data ?? [];
  const before = claims.find((each) => each.clause === clause.clause && each.status.code !== 'withdrawn');
  if (before) return <p>已申领：{before.status.title}</p>;
  if (clause.mode.code === 'automatic') return <p className="meta">免申即享，不用申请；主管单位公示后发放。</p>;
  if (!ASKED.has(clause.mode.code)) return <p className="meta">纳税申报时填报享受，不用在这里申请。</p>;
  return (
    <Link to="/e/claim/$clause" params={{ clause: clause.clause }}>
      <Button>{clause.mode.code === 'instant' ? '立即申领' : '申领'}</Button>
    </Link>
  );
}
