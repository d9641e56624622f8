import { Button, Input } from 'antd';
import { useState } from 'react';
import { type DraftView, writeDraft } from '../../api/policy-drafts.ts';
import { toProblem } from '../../api/problem.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { DraftTry } from './draft-try.tsx';
import styles from './policies.module.css';

/** The whole text with what is wrong in it and by line; saving checks and runs every case. */
export function DraftText({ draft }: { readonly draft: DraftView }) {
  const [text, setText] = useState(draft.yaml);
  const save = useSend(writeDraft(draft.id), ['policy-drafts']);
  const changed = text !== draft.yaml;
  const open = draft.status === 'draft';
  return (
    <section className="panel" aria-label="草案全文">
      <div className={page.block}>
        <div className="spread">
          <h2>全文</h2>
          {open && (
            <Button disabled={!changed} loading={save.isPending} onClick={() => save.mutate(text)}>
              {changed ? '保存并检查' : '已保存'}
            </Button>
          )}
        </div>
        {save.isError && <p role="alert">{toProblem(save.error).body.title}</p>}
        <div className={styles.two}>
          <Input.TextArea
            className={styles.editor ?? ''}
            aria-label="草案全文"
            value={text}
            readOnly={!open}
            onChange={(event) => setText(event.target.value)}
            autoSize={{ minRows: 18, maxRows: 36 }}
            spellCheck={false}
          />
          <div className={styles.wide}>
            <Findings draft={draft} />
            {draft.status === 'draft' && <DraftTry draft={draft} text={text} onText={setText} />}
          </div>
        </div>
      </div>
    </section>
  );
}

function Findings({ draft }: { readonly draft: DraftView }) {
  if (draft.findings.length === 0) return <p>● 写法、单位、算例都通过</p>;
  return (
    <ul>
      {draft.findings.map(({ line, message, severity }) => (
        <li key={`${line} ${message}`}>
          {severity === 'error' ? '■' : '▲'} 第 {line} 行：{message}
        </li>
      ))}
    </ul>
  );
}
