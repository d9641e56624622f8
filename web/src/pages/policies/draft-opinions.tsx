import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { addOpinion, answerOpinion, type DraftView, type Opinion } from '../../api/policy-drafts.ts';
import { toProblem } from '../../api/problem.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';

const KINDS = [
  { value: 'enterprise', label: '企业' },
  { value: 'chamber', label: '商会、协会' },
  { value: 'department', label: '部门' },
  { value: 'public', label: '公众' },
];

/** 征求意见: each opinion, and its answer. */
export function OpinionSection({ draft, writes }: { readonly draft: DraftView; readonly writes: boolean }) {
  const open = writes && draft.status === 'draft';
  return (
    <section className="panel" aria-label="征求意见">
      <div className={page.block}>
        <h2>征求意见</h2>
      </div>
      {draft.opinions.map((opinion) => (
        <div key={opinion.id} className={page.block}>
          <p>
            <strong>{opinion.from}</strong>（{KINDS.find((each) => each.value === opinion.kind)?.label}）：
            {opinion.text}
          </p>
          {opinion.answer ? (
            <p>
              ● {opinion.answer.adopted ? '采纳' : '不采纳'}：{opinion.answer.text}
            </p>
          ) : (
            open && <Answer id={draft.id} opinion={opinion} />
          )}
        </div>
      ))}
      {open && <Add id={draft.id} />}
    </section>
  );
}

function Answer({ id, opinion }: { readonly id: string; readonly opinion: Opinion }) {
  const [text, setText] = useState('');
  const send = useSend(answerOpinion(id), ['policy-drafts']);
  const answer = (adopted: boolean) => send.mutate({ opinion: opinion.id, adopted, text });
  return (
    <div className="row">
      <Input
        aria-label="答复"
        placeholder="答复和理由"
        value={text}
        onChange={(event) => setText(event.target.value)}
        style={{ maxWidth: 440 }}
      />
      <Button disabled={text.trim().length < 2} onClick={() => answer(true)}>
        采纳
      </Button>
      <Button disabled={text.trim().length < 2} onClick={() => answer(false)}>
        不采纳
      </Button>
      {send.isError && <p role="alert">{toProblem(send.error).body.title}</p>}
    </div>
  );
}

function Add({ id }: { readonly id: string }) {
  const [from, setFrom] = useState('');
  const [kind, setKind] = useState('enterprise');
  const [text, setText] = useState('');
  const send = useSend(addOpinion(id), ['policy-drafts']);
  const add = () =>
    send.mutate(
      { from, kind, text },
      {
        onSuccess: () => {
          setFrom('');
          setText('');
        },
      },
    );
  return (
    <div className={`row ${page.block}`}>
      <Select aria-label="谁" value={kind} onChange={setKind} options={KINDS} style={{ minWidth: 120 }} />
      <Input
        aria-label="名称"
        placeholder="名称"
        value={from}
        onChange={(event) => setFrom(event.target.value)}
        style={{ maxWidth: 200 }}
      />
      <Input
        aria-label="意见"
        placeholder="意见"
        value={text}
        onChange={(event) => setText(event.target.value)}
        style={{ maxWidth: 360 }}
      />
      <Button disabled={from.trim().length < 2 || text.trim().length < 2} loading={send.isPending} onClick={add}>
        登记意见
      </Button>
      {send.isError && <p role="alert">{toProblem(send.error).body.title}</p>}
    </div>
  );
}
