import { Button, Progress } from 'antd';
import { useState } from 'react';
import { usePublishPlan } from '../../api/plans.ts';
import { useAccount } from '../../api/session.ts';
import type { Plan } from '../../api/types/index.ts';
import { Failure } from '../../parts/states.tsx';
import { can } from '../../shell/permissions.ts';

/** A publication that was cut off (a closed page, a crash): how far it came, and the way on. */
export function Unfinished({ plan }: { readonly plan: Plan }) {
  const account = useAccount();
  const [done, setDone] = useState(plan.published);
  const publish = usePublishPlan((so) => setDone(so));
  const left = plan.measures - plan.published;
  if (plan.status !== 'published' || left <= 0) return null;
  const failed = publish.data?.failed ?? [];
  return (
    <section className="panel panel-pad" aria-label="发布没有完成">
      <p>
        发布没有完成：{plan.measures}&thinsp;条措施已立&thinsp;{plan.published}&thinsp;项，还差&thinsp;{left}
        &thinsp;项。已立的照常办理，不会重立。
      </p>
      {publish.isPending && <Progress percent={Math.round((100 * done) / plan.measures)} aria-label="发布进度" />}
      {publish.error && <Failure error={publish.error} />}
      {failed.length > 0 && (
        <ul role="alert">
          {failed.map((one) => (
            <li key={one.key}>
              {one.key}：{one.what}
            </li>
          ))}
        </ul>
      )}
      {can(account, 'plans.publish') && (
        <Button type="primary" loading={publish.isPending} onClick={() => publish.mutate(plan.id)}>
          接着发布&thinsp;{left}&thinsp;项
        </Button>
      )}
    </section>
  );
}
