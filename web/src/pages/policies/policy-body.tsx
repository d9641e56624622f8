import { Link } from '@tanstack/react-router';
import type { PolicyView } from '../../api/policies.ts';
import page from '../../parts/page.module.css';
import { isoDay } from '../../parts/time.ts';
import { ClauseSection } from './clause-section.tsx';

type Props = { readonly policy: PolicyView; readonly linkTo: '/policies/$id' | '/p/policies/$id' };

/** What a policy says, for officials and for everyone alike. */
export function PolicyBody({ policy, linkTo }: Props) {
  const { repealed, replaces, demo, doubt, interpretation, notice, clauses } = policy;
  return (
    <>
      {demo && <p className={page.warning}>演示政策：文号、条件、金额都是虚构的。</p>}
      {doubt && <p className={page.warning}>未核实：{doubt}。用于正式办理前请与公报核对。</p>}
      {repealed && (
        <p className={page.warning}>
          自 {repealed.on} 起废止（{[repealed.by, repealed.document].filter(Boolean).join('，')}），不能再申领
        </p>
      )}
      {replaces && (
        <p className="meta">
          代替：
          <Link to={linkTo} params={{ id: replaces.id }}>
            {replaces.title}
          </Link>
        </p>
      )}
      {(interpretation || notice) && (
        <section className="panel" aria-label="政策解读和宣传通知">
          <div className={page.block}>
            {interpretation && (
              <>
                <h2>政策解读</h2>
                <p style={{ whiteSpace: 'pre-wrap' }}>{interpretation}</p>
              </>
            )}
            {notice && (
              <>
                <h2>通知</h2>
                <p style={{ whiteSpace: 'pre-wrap' }}>{notice}</p>
              </>
            )}
          </div>
        </section>
      )}
      {clauses.map((clause) => (
        <ClauseSection key={clause.clause} clause={clause} linkTo={linkTo} />
      ))}
    </>
  );
}

export const policyMeta = ({ number, issuer, issued, from, to, review, versions }: PolicyView): string =>
  [
    number,
    issuer,
    `${issued} 发布`,
    `${from} 至 ${to ?? '长期'}有效`,
    review && `${review} 前复审`,
    versions.length > 1 ? `第 ${versions.length} 版（${isoDay(versions[0]?.since ?? 0)} 起）` : undefined,
  ]
    .filter(Boolean)
    .join(' · ');
