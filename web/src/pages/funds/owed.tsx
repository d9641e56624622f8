import { Link } from '@tanstack/react-router';
import type { FundItemDetail } from '../../api/funds.ts';
import { useAccount } from '../../api/session.ts';
import { OUTCOME_WORDS } from '../../parts/outcome-words.ts';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';

/** 为什么该付: the decision, the clause and the firm behind a promise, each one click away. */
export function OwedPanel({ item }: { readonly item: FundItemDetail }) {
  const now = useNow();
  const account = useAccount();
  const { owed, enterprise } = item;
  return (
    <section className="panel panel-pad stack" aria-label="为什么该付">
      <h2 className="section-title">为什么该付</h2>
      {owed ? (
        <>
          <p>
            <Link to="/p/policies/$id" params={{ id: owed.policy }} style={{ textDecoration: 'underline' }}>
              《{owed.document}》{owed.article}
            </Link>
            “{owed.title}”，{owed.byRule ? '按规则当场决定' : owed.batch ? '公示后确认' : '人工审核批准'}
            {owed.decidedAt !== undefined && `，${moment(owed.decidedAt, now)}`}
            {owed.reason && `：${owed.reason}`}
          </p>
          <ol>
            {owed.conditions.map(({ text, outcome }) => (
              <li key={text}>
                {text}&emsp;{OUTCOME_WORDS[outcome]}
              </li>
            ))}
          </ol>
        </>
      ) : (
        <p className="meta">由财政审定，没有申领。依据见分录的说明。</p>
      )}
      <p className="row">
        {owed && can(account, 'claims.read') && (
          <Link to="/claims/$id" params={{ id: owed.claim }}>
            申领和当时的依据
          </Link>
        )}
        {owed?.batch && (
          <Link to="/p/batches/$id" params={{ id: owed.batch }}>
            公示名单
          </Link>
        )}
        {can(account, 'registry.read') && (
          <Link to="/enterprises/$id" params={{ id: enterprise.id }}>
            {enterprise.name}
          </Link>
        )}
      </p>
    </section>
  );
}
