import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { myClaimsQuery } from '../../api/claims.ts';
import { ownAppraisalsQuery } from '../../api/firms.ts';
import { inboxQuery } from '../../api/inbox.ts';
import { mattersQuery } from '../../api/matters.ts';
import { minePoliciesQuery } from '../../api/policies.ts';
import styles from './changes.module.css';

const shown = (count: number | undefined, more = false): string =>
  count === undefined ? '…' : `${count}${more ? '+' : ''}`;

/** What waits elsewhere for this enterprise, each figure a door. */
export function SpaceDoors() {
  const policies = useQuery(minePoliciesQuery);
  const claims = useQuery(myClaimsQuery);
  const matters = useInfiniteQuery(mattersQuery({ closed: 'false', sort: 'updated' }));
  const inbox = useQuery(inboxQuery);
  const appraisals = useQuery(ownAppraisalsQuery);
  const open = matters.data?.pages.flatMap((page) => page.items).length;
  return (
    <nav className={`panel ${styles.doors}`} aria-label="办事">
      <Link to="/e/policies">
        <strong>{shown(policies.data?.yes.length)}</strong>
        <span className="meta">可享政策</span>
      </Link>
      <Link to="/e/policies" search={{ tab: 'claims' }}>
        <strong>{shown(claims.data?.length)}</strong>
        <span className="meta">申领</span>
      </Link>
      <Link to="/e/mine">
        <strong>{shown(open, matters.hasNextPage)}</strong>
        <span className="meta">在办诉求</span>
      </Link>
      <Link to="/e/space" search={{ tab: 'notices' }}>
        <strong>{shown(inbox.data?.unread)}</strong>
        <span className="meta">未读通知</span>
      </Link>
      <Link to="/e/appraisal">
        <strong>{appraisals.data?.items[0]?.grade ?? (appraisals.data ? '—' : '…')}</strong>
        <span className="meta">亩均评价</span>
      </Link>
      <Link to="/e/funds">
        <strong>¥</strong>
        <span className="meta">我的资金</span>
      </Link>
    </nav>
  );
}
