import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { decideAnswer, type PanelAnswer } from '../../api/panels.ts';
import { useSend } from '../../api/use-send.ts';
import { dotted } from '../../parts/dotted.ts';
import page from '../../parts/page.module.css';
import { Failure } from '../../parts/states.tsx';
import { when } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

type Props = { readonly answer: PanelAnswer; readonly office: boolean };

export function AnswerLine({ answer, office }: Props) {
  const now = useNow();
  return (
    <li className={page.line}>
      <div className="grow" style={{ minWidth: 260 }}>
        <p className="keep-lines">{answer.body}</p>
        <p className="meta">{dotted(answer.person.name, when(answer.at, now), answer.place)}</p>
        {answer.reason && <p>不采纳的理由：{answer.reason}</p>}
      </div>
      <span>{answer.status.title}</span>
      {answer.matter && office && (
        <Link to="/matters/$id" params={{ id: answer.matter }}>
          看转成的诉求
        </Link>
      )}
      {office && answer.status.code === 'new' && <Decide id={answer.id} />}
    </li>
  );
}

/** 采纳 makes it an appeal; 不采纳 needs a reason. The submitter hears of both. */
function Decide({ id }: { readonly id: string }) {
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const send = useSend(decideAnswer, ['panels', 'matters']);
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="row">
        <Button loading={send.isPending} onClick={() => send.mutate({ id })}>
          采纳
        </Button>
        <Button aria-expanded={declining} onClick={() => setDeclining((was) => !was)}>
          不采纳
        </Button>
      </div>
      {declining && (
        <>
          <Input.TextArea
            aria-label="不采纳的理由"
            placeholder="不采纳的理由，会告知反映人"
            autoSize={{ minRows: 2 }}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            disabled={reason.trim().length < 4}
            loading={send.isPending}
            onClick={() => send.mutate({ id, reason: reason.trim() })}
          >
            告知不采纳
          </Button>
        </>
      )}
      {send.error && <Failure error={send.error} />}
    </div>
  );
}
