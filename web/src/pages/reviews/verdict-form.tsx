import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { conclude, type Verdict } from '../../api/policy-reviews.ts';
import { toProblem } from '../../api/problem.ts';
import { useSend } from '../../api/use-send.ts';
import { VERDICTS } from './verdicts.ts';

/** 立改废释, with the reason; the figures of the moment are kept with it. */
export function VerdictForm({ clause }: { readonly clause: string }) {
  const [verdict, setVerdict] = useState<Verdict>();
  const [reason, setReason] = useState('');
  const send = useSend(conclude, ['policy-reviews']);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (verdict) send.mutate({ clause, verdict, reason }, { onSuccess: () => setReason('') });
      }}
    >
      <Radio.Group
        aria-label="结论"
        options={[...VERDICTS]}
        value={verdict ?? null}
        onChange={(event) => setVerdict(event.target.value as Verdict)}
      />
      <Input.TextArea
        aria-label="理由"
        placeholder="理由，至少十个字；当时的数字会一并留存"
        maxLength={4000}
        autoSize={{ minRows: 2, maxRows: 8 }}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        style={{ margin: '8px 0' }}
      />
      <Button
        type="primary"
        htmlType="submit"
        loading={send.isPending}
        disabled={!verdict || reason.trim().length < 10}
      >
        记录结论
      </Button>
      {send.isError && <p role="alert">{toProblem(send.error).body.title}</p>}
    </form>
  );
}
