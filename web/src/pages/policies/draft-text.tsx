import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { type DraftView, policyFactsQuery, tryClause, writeDraft } from '../../api/policy-drafts.ts';
import { toProblem } from '../../api/problem.ts';
import { useSend } from '../../api/use-send.ts';
import { money } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { ConditionTry } from './condition-try.tsx';
import styles from './policies.module.css';

/** The whole text with what is wrong in it and by line; saving checks and runs every case. */
export function DraftText({ draft }: { readonly draft: DraftView }) {
  const [text, setText] = useState(draft.yaml);
  const save = useSend(writeDraft(draft.id), ['policy-drafts']);
  const facts = useQuery(policyFactsQuery).data ?? [];
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
            <LiveCount draft={draft} />
            <ConditionTry facts={facts} />
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

/** Who would get each clause, over everyone as they are known today. */
function LiveCount({ draft }: { readonly draft: DraftView }) {
  const clauses = draft.policy?.clauses ?? [];
  const count = useMutation({
    mutationFn: () => Promise.all(clauses.map(({ conditions, amount }) => tryClause({ conditions, amount }))),
  });
  if (clauses.length === 0) return null;
  const few = (value: number | null) => (value === null ? '不足 10 户' : `${value} 户`);
  return (
    <div>
      <h3>试算</h3>
      <Button loading={count.isPending} onClick={() => count.mutate()}>
        按现有数据数一数
      </Button>
      {count.data?.map(({ yes, unknown, no, fen, people }, at) => (
        <p key={clauses[at]?.clause}>
          第 {at + 1} 条：可享 <strong>{few(yes)}</strong>，缺数据 {few(unknown)}，不符 {no} 户（共 {people} 户）
          {fen !== null && fen > 0 && <>；合计 {money(fen)}</>}
        </p>
      ))}
      {count.isError && <p role="alert">{toProblem(count.error).body.title}</p>}
    </div>
  );
}
