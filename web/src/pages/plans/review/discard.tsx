import { useNavigate } from '@tanstack/react-router';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useDiscardPlan } from '../../../api/plans.ts';
import type { Plan } from '../../../api/types/index.ts';
import { Failure } from '../../../parts/states.tsx';
import styles from './review.module.css';
import type { useReview } from './use-review.ts';

type Props = { readonly plan: Plan; readonly review: ReturnType<typeof useReview> };

/** A wrong upload goes, with the reason; asked once more in its place. */
export function Discard({ plan, review }: Props) {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const discard = useDiscardPlan();
  if (!asked) return <Button onClick={() => setAsked(true)}>作废草稿</Button>;
  const go = async () => {
    await review.save();
    discard.mutate(
      { id: plan.id, reason },
      {
        onSuccess: () => {
          message.success('草稿已作废');
          void navigate({ to: '/plans' });
        },
      },
    );
  };
  return (
    <div className={`stack ${styles.ask}`}>
      <p>作废后这份草稿不再列出，不能恢复；原文和理由留底备查。</p>
      <Input
        aria-label="作废理由"
        placeholder="作废理由，如 传错文件"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {discard.error && <Failure error={discard.error} />}
      <div className="row">
        <Button danger disabled={reason.trim().length < 2} loading={discard.isPending} onClick={() => void go()}>
          确认作废
        </Button>
        <Button onClick={() => setAsked(false)}>留着</Button>
      </div>
    </div>
  );
}
