import { Link } from '@tanstack/react-router';
import type { ClauseRow } from '../../api/policies.ts';
import styles from './policies.module.css';

export type PolicyPath = '/policies/$id' | '/p/policies/$id';
type Props = { readonly row: Pick<ClauseRow, 'clause' | 'title' | 'policy'>; readonly to: PolicyPath };

/** The title of a clause, leading to its place in the policy: inside for officials, outside for everyone. */
export function ClauseLink({ row, to }: Props) {
  return (
    <Link to={to} params={{ id: row.policy.id }} hash={row.clause} className={styles.title ?? ''}>
      {row.title}
    </Link>
  );
}
