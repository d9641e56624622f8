import { useNavigate } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import { newKey } from '../../../api/idempotency.ts';
import { usePublishPlan } from '../../../api/plans.ts';
import type { Plan } from '../../../api/types/index.ts';
import { dotted } from '../../../parts/dotted.ts';
import { Failure } from '../../../parts/states.tsx';
import { WhyPopover } from '../../../parts/why-popover.tsx';
import { type Check, dateUnknown, measuresOf, unknownNames } from './doubts.ts';
import styles from './review.module.css';
import type { SaveState, useReview } from './use-review.ts';

type Props = {
  readonly plan: Plan;
  readonly review: ReturnType<typeof useReview>;
  readonly onCheck: (check: Check) => void;
};

const saveWords: Readonly<Record<SaveState, string>> = {
  saved: '已保存',
  saving: '正在保存…',
  failed: '没有存上，联网后自动再存',
};

export function ReviewHead({ plan, review, onCheck }: Props) {
  const { draft } = review;
  const count = measuresOf(draft).length;
  return (
    <header className={styles.head}>
      <div className="grow">
        <h1 className="page-title">{draft.title}</h1>
        <div className="row meta">
          <span>
            {dotted(
              draft.documentNumber,
              draft.source.name,
              `${draft.tasks.length}\u2009项任务`,
              `${count}\u2009条措施`,
            )}
          </span>
          {draft.repairs.length > 0 && (
            <WhyPopover label={`修复 ${draft.repairs.length} 处`} title="读文件时修复了这些">
              {[...new Set(draft.repairs.map((repair) => repair.note))].join('\n')}
            </WhyPopover>
          )}
          {draft.findings && draft.findings.length > 0 && (
            <WhyPopover label={`原文疑点 ${draft.findings.length} 处`} title="原文自身的疑点（未改动）">
              {draft.findings.map((finding) => finding.note).join('\n')}
            </WhyPopover>
          )}
          <span role="status">{saveWords[review.state]}</span>
        </div>
      </div>
      {plan.status === 'draft' && <Publish plan={plan} review={review} count={count} onCheck={onCheck} />}
    </header>
  );
}

function Publish({ plan, review, count, onCheck }: Props & { readonly count: number }) {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const publish = usePublishPlan();
  const [asked, setAsked] = useState(false);
  const key = useRef(newKey());
  const ask = () => {
    if (unknownNames(review.draft).length > 0) return stop('units', '还有单位没有认出来，请先指定');
    if (measuresOf(review.draft).some(dateUnknown)) message.info('有的措施没有期限，将按“未设时限”发布');
    setAsked(true);
  };
  const stop = (check: Check, words: string) => {
    message.warning(words);
    onCheck(check);
  };
  const go = async () => {
    await review.save();
    publish.mutate(
      { id: plan.id, key: key.current },
      { onSuccess: () => void navigate({ to: '/plans/$id', params: { id: plan.id } }) },
    );
  };
  if (!asked) {
    return (
      <Button type="primary" onClick={ask}>
        发布&thinsp;{count}&thinsp;项
      </Button>
    );
  }
  return (
    <div className={styles.ask}>
      <p>发布后每条措施成为一件有时限的事项，牵头单位会收到通知。</p>
      {publish.error && <Failure error={publish.error} />}
      <div className="row">
        <Button type="primary" loading={publish.isPending} onClick={() => void go()}>
          确认发布&thinsp;{count}&thinsp;项
        </Button>
        <Button onClick={() => setAsked(false)}>再看看</Button>
      </div>
    </div>
  );
}
