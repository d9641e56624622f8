import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { openPostMortem } from '../../api/quality.ts';
import { useSend } from '../../api/use-send.ts';
import { Failure } from '../../parts/states.tsx';

/** 发起复盘: why did it come back? Opens a post-mortem as a matter of its own. */
export function PostMortemAsk({ matter }: { readonly matter: string }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const send = useSend(openPostMortem, ['matters']);
  if (send.data) {
    return (
      <Link to="/matters/$id" params={{ id: send.data.id }}>
        看复盘
      </Link>
    );
  }
  if (!open) return <Button onClick={() => setOpen(true)}>发起复盘</Button>;
  return (
    <div className="stack" style={{ width: '100%', maxWidth: 560, gap: 8 }}>
      <Input.TextArea
        aria-label="为什么要复盘"
        placeholder="为什么要复盘"
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {send.error && <Failure error={send.error} />}
      <div className="row">
        <Button
          disabled={reason.trim().length < 4}
          loading={send.isPending}
          onClick={() => send.mutate({ id: matter, reason: reason.trim() })}
        >
          发起
        </Button>
        <Button onClick={() => setOpen(false)}>取消</Button>
      </div>
    </div>
  );
}
