import { Button, Input } from 'antd';
import { useState } from 'react';
import { type Unmasked, unmask } from '../../api/privacy.ts';
import { useSend } from '../../api/use-send.ts';
import { Failure } from '../../parts/states.tsx';

type Props = { readonly matter: string; readonly onShown: (fields: readonly Unmasked[]) => void };
const shortest = 2;

/** What is masked is shown for a reason, once, and the look is logged; whoever may not is told why by the server. */
export function Unmask({ matter, onShown }: Props) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const send = useSend(unmask, []);
  if (!asking) {
    return (
      <Button size="small" className="no-print" onClick={() => setAsking(true)}>
        查看被遮盖的信息
      </Button>
    );
  }
  const ready = reason.trim().length >= shortest;
  const run = () => ready && send.mutate({ id: matter, reason: reason.trim() }, { onSuccess: onShown });
  return (
    <form
      className="no-print stack"
      style={{ gap: 8, maxWidth: 480 }}
      aria-label="查看被遮盖的信息"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <label htmlFor="unmask-reason">为什么要看？姓名、时间和理由会记入审计。</label>
      <Input
        id="unmask-reason"
        autoFocus
        maxLength={200}
        placeholder="如：电话核实现场情况"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {send.error && <Failure error={send.error} />}
      <div className="row">
        <Button htmlType="submit" disabled={!ready} loading={send.isPending}>
          查看
        </Button>
        <Button onClick={() => setAsking(false)}>取消</Button>
      </div>
    </form>
  );
}
