import { Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { dropDraft } from '../../api/policy-drafts.ts';
import { toProblem } from '../../api/problem.ts';
import { useSend } from '../../api/use-send.ts';

/** A draft that nobody goes on with: it stays on record with the reason. */
export function DropDraft({ draft }: { readonly draft: string }) {
  const [reason, setReason] = useState('');
  const send = useSend(dropDraft(draft), ['policy-drafts', 'simulation']);
  return (
    <>
      {send.isError && <span role="alert">{toProblem(send.error).body.title}</span>}
      <Popconfirm
        title="草案作废？"
        description={
          <Input
            aria-label="为什么作废"
            placeholder="为什么，至少四个字"
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        }
        okText="作废"
        cancelText="留着"
        okButtonProps={{ disabled: reason.trim().length < 4 }}
        onConfirm={() => send.mutate(reason)}
      >
        <Button type="text" loading={send.isPending}>
          作废
        </Button>
      </Popconfirm>
    </>
  );
}
