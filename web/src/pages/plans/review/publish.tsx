import { useNavigate } from '@tanstack/react-router';
import { App, Button, Progress } from 'antd';
import { useState } from 'react';
import { type Publication, usePublishPlan } from '../../../api/plans.ts';
import type { Plan } from '../../../api/types/index.ts';
import { Failure } from '../../../parts/states.tsx';
import { type Check, dateUnknown, measuresOf, unknownNames } from './doubts.ts';
import styles from './review.module.css';
import type { useReview } from './use-review.ts';

type Props = {
  readonly plan: Plan;
  readonly review: ReturnType<typeof useReview>;
  readonly count: number;
  readonly onCheck: (check: Check) => void;
};

/** 发布 123 项: asked once, shown as it goes, with the name of each that failed. */
export function Publish({ plan, review, count, onCheck }: Props) {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const [done, setDone] = useState(0);
  const publish = usePublishPlan((so, total) => setDone(total === 0 ? 100 : Math.round((100 * so) / total)));
  const ask = () => {
    if (unknownNames(review.draft).length > 0) {
      message.warning('还有单位没有认出来，请先指定');
      return onCheck('units');
    }
    setAsked(true);
  };
  const finish = (so: Publication) => {
    if (so.failed.length > 0) return;
    message.success(`已发布 ${so.opened + so.existing} 项${so.pastDue > 0 ? `，其中 ${so.pastDue} 项期限已过` : ''}`);
    void navigate({ to: '/plans/$id', params: { id: plan.id } });
  };
  const go = async () => {
    await review.save();
    publish.mutate(plan.id, { onSuccess: finish });
  };
  if (!asked) {
    return (
      <Button type="primary" onClick={ask}>
        发布&thinsp;{count}&thinsp;项
      </Button>
    );
  }
  const undated = measuresOf(review.draft).filter(dateUnknown).length;
  return (
    <div className={styles.ask}>
      <p>发布后每条措施成为一件有时限的事项，牵头单位会收到通知。</p>
      {undated > 0 && <p className="meta">{undated}&thinsp;条没有认出期限，按未设时限发布。</p>}
      {publish.isPending && <Progress percent={done} aria-label="发布进度" />}
      {publish.error && <Failure error={publish.error} />}
      <Failed failed={publish.data?.failed ?? []} />
      <div className="row">
        <Button type="primary" loading={publish.isPending} onClick={() => void go()}>
          确认发布&thinsp;{count}&thinsp;项
        </Button>
        <Button onClick={() => setAsked(false)}>再看看</Button>
      </div>
    </div>
  );
}

function Failed({ failed }: { readonly failed: Publication['failed'] }) {
  if (failed.length === 0) return null;
  return (
    <ul role="alert">
      {failed.map((one) => (
        <li key={one.key}>
          {one.key}：{one.what}
        </li>
      ))}
    </ul>
  );
}
