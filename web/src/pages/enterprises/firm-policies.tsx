import { useQuery } from '@tanstack/react-query';
import { firmPoliciesQuery, type MatchView } from '../../api/policies.ts';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { ClauseLink } from '../policies/clause-link.tsx';
import { MatchCard } from '../policies/match-card.tsx';

const KINDS = [
  ['yes', '可享'],
  ['possible', '可能，缺数据'],
  ['near', '差一点'],
] as const;

/** What an official tells an enterprise that asks: what it gets, what is missing, by how much it falls short, and why. */
export function FirmPolicies({ id }: { readonly id: string }) {
  const query = useQuery(firmPoliciesQuery(id));
  return (
    <QueryView query={query} rows={4}>
      {(firm) => {
        const shown = KINDS.filter(([kind]) => firm[kind].length > 0);
        if (shown.length === 0) return <Empty title="没有可享或接近的政策">现有数据里没有一条符合或只差一项。</Empty>;
        return shown.map(([kind, title]) => (
          <section key={kind} className="panel" aria-label={title}>
            <h2 className={`section-title ${page.block}`}>
              {title} {firm[kind].length}
            </h2>
            <ul>
              {firm[kind].map((match: MatchView) => (
                <MatchCard
                  key={match.clause.clause}
                  match={match}
                  sources={firm.sources}
                  title={<ClauseLink row={match.clause} to="/policies/$id" />}
                >
                  {null}
                </MatchCard>
              ))}
            </ul>
          </section>
        ));
      }}
    </QueryView>
  );
}
