import { Button, Input } from 'antd';
import { useState } from 'react';
import { type DraftView, pairDraft } from '../../api/policy-drafts.ts';
import { toProblem } from '../../api/problem.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';

/** 三同步: the interpretation and the notice go out with the policy. */
export function PairSection({ draft, writes }: { readonly draft: DraftView; readonly writes: boolean }) {
  const open = writes && draft.status === 'draft';
  const [interpretation, setInterpretation] = useState(draft.interpretation ?? '');
  const [notice, setNotice] = useState(draft.notice ?? '');
  const send = useSend(pairDraft(draft.id), ['policy-drafts']);
  const changed = interpretation !== (draft.interpretation ?? '') || notice !== (draft.notice ?? '');
  return (
    <section className="panel" aria-label="解读和通知">
      <div className={page.block}>
        <h2>解读和通知（与政策同步发布）</h2>
        <Input.TextArea
          aria-label="政策解读"
          placeholder="政策解读：给谁、给什么、怎么拿、为什么这样定"
          value={interpretation}
          readOnly={!open}
          onChange={(event) => setInterpretation(event.target.value)}
          autoSize={{ minRows: 3 }}
        />
        <Input.TextArea
          aria-label="宣传通知"
          placeholder="宣传通知：发给谁、什么渠道、什么时候"
          value={notice}
          readOnly={!open}
          onChange={(event) => setNotice(event.target.value)}
          autoSize={{ minRows: 2 }}
          style={{ marginTop: 8 }}
        />
        {open && (
          <Button
            style={{ marginTop: 8 }}
            disabled={!changed}
            loading={send.isPending}
            onClick={() => send.mutate({ interpretation, notice })}
          >
            保存
          </Button>
        )}
        {send.isError && <p role="alert">{toProblem(send.error).body.title}</p>}
      </div>
    </section>
  );
}
