import { Button } from 'antd';
import { useState } from 'react';
import { unlinkLeader } from '../../api/outreach.ts';
import { useSend } from '../../api/use-send.ts';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import { Failure } from '../../parts/states.tsx';

type Props = { readonly link: string; readonly what: string; readonly day: string };

export function EndLink({ link, what, day }: Props) {
  const [open, setOpen] = useState(false);
  const [lastDay, setLastDay] = useState(day);
  const send = useSend(unlinkLeader, ['leaders']);
  if (!open) {
    return (
      <Button size="small" className="no-print" onClick={() => setOpen(true)}>
        结束挂联<span className="sr-only">：{what}</span>
      </Button>
    );
  }
  return (
    <div className="row no-print">
      <label htmlFor={`end-${link}`}>挂联到哪天（含当天）</label>
      <DateInput id={`end-${link}`} value={lastDay} onChange={(next) => typeof next === 'string' && setLastDay(next)} />
      <Button loading={send.isPending} onClick={() => send.mutate({ link, lastDay })}>
        结束
      </Button>
      <Button onClick={() => setOpen(false)}>取消</Button>
      {send.error && <Failure error={send.error} />}
    </div>
  );
}
