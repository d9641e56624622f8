import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, message } from 'antd';
import { useState } from 'react';
import { type AppraisalPeriod, publishPeriod, putForward, withdrawPeriod } from '../../api/appraisal.ts';
import { useAccount } from '../../api/session.ts';
import { can } from '../../shell/permissions.ts';

type Props = { readonly data: AppraisalPeriod };

/** One step at a time: put forward, published by somebody else, withdrawn with a reason. */
export function PeriodStep({ data }: Props) {
  const account = useAccount();
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: () => (data.status === 'proposed' ? publishPeriod : putForward)(data.period, data.hash),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['appraisal', 'period'] }),
    onError: (error: Error) => void message.error(error.message),
  });
  if (!can(account, 'appraisal.manage')) return null;
  if (data.status === 'published') return <Withdraw data={data} />;
  const ready = data.status === 'proposed' ? data.mayPublish : data.status === 'open' && isWhole(data);
  if (!ready) return null;
  return (
    <Button type="primary" loading={send.isPending} onClick={() => send.mutate()}>
      {data.status === 'proposed' ? '公布' : '提交公布'}
    </Button>
  );
}

const isWhole = ({ missing, lines }: AppraisalPeriod): boolean =>
  missing.length === 0 && lines.some((each) => each.score !== null);

function Withdraw({ data }: Props) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: () => withdrawPeriod(data.period, reason.trim()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['appraisal', 'period'] });
      setAsking(false);
    },
    onError: (error: Error) => void message.error(error.message),
  });
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        撤回
      </Button>
      <Modal
        open={asking}
        title="撤回已公布的结果"
        okText="撤回"
        cancelText="取消"
        okButtonProps={{ danger: true, disabled: reason.trim().length < 5, loading: send.isPending }}
        onOk={() => send.mutate()}
        onCancel={() => setAsking(false)}
      >
        <label htmlFor="withdraw-reason">为什么撤回（留痕，所有人可见）</label>
        <Input.TextArea
          id="withdraw-reason"
          rows={4}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </>
  );
}
