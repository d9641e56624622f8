import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { type DraftView, writeDraft } from '../../api/policy-drafts.ts';
import { toProblem } from '../../api/problem.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { DraftClauses } from './draft-clauses.tsx';
import { DraftTry } from './draft-try.tsx';
import styles from './policies.module.css';

/** What the draft says: clause by clause for those who write policy, as one text for those who write rules. */
export function DraftText({ draft, writes }: { readonly draft: DraftView; readonly writes: boolean }) {
  const open = writes && draft.status === 'draft';
  const [way, setWay] = useState<'clauses' | 'text'>('clauses');
  const { policy } = draft;
  const shown = policy ? way : 'text';
  return (
    <section className="panel" aria-label="草案内容">
      <div className={page.block}>
        <div className="spread">
          <h2>条款</h2>
          <Segmented
            aria-label="怎么看"
            value={shown}
            onChange={setWay}
            options={[
              { value: 'clauses', label: '逐条', disabled: policy === undefined },
              { value: 'text', label: '全文（YAML）' },
            ]}
          />
        </div>
        <Findings draft={draft} />
        {!policy && <p className="meta">全文的写法有误，改到能读懂以后可以逐条改。</p>}
      </div>
      {shown === 'clauses' && policy ? (
        <DraftClauses draft={draft} policy={policy} open={open} />
      ) : (
        <WholeText key={draft.yaml} draft={draft} open={open} />
      )}
    </section>
  );
}

/** The whole text; saving checks it and runs every case. */
function WholeText({ draft, open }: { readonly draft: DraftView; readonly open: boolean }) {
  const [text, setText] = useState(draft.yaml);
  const save = useSend(writeDraft(draft.id), ['policy-drafts']);
  const changed = text !== draft.yaml;
  return (
    <div className={page.block}>
      {save.isError && <p role="alert">{toProblem(save.error).body.title}</p>}
      <div className={styles.two}>
        <div className={styles.wide}>
          <Input.TextArea
            className={styles.editor ?? ''}
            aria-label="草案全文"
            value={text}
            readOnly={!open}
            onChange={(event) => setText(event.target.value)}
            autoSize={{ minRows: 18, maxRows: 36 }}
            spellCheck={false}
          />
          {open && (
            <Button disabled={!changed} loading={save.isPending} onClick={() => save.mutate(text)}>
              {changed ? '保存并检查' : '已保存'}
            </Button>
          )}
        </div>
        <div className={styles.wide}>{open && <DraftTry draft={draft} text={text} onText={setText} />}</div>
      </div>
    </div>
  );
}

function Findings({ draft }: { readonly draft: DraftView }) {
  if (draft.findings.length === 0) return <p>● 写法、单位、算例都通过</p>;
  return (
    <ul>
      {draft.findings.map(({ line, message, severity }) => (
        <li key={`${line} ${message}`}>
          {severity === 'error' ? '■' : '▲'} {whereIs(draft, line)}：{message}
        </li>
      ))}
    </ul>
  );
}

/** The clause in which a line of the text stands, or the line itself. */
function whereIs({ yaml, policy }: DraftView, line: number): string {
  const before = yaml.split('\n').slice(0, line).reverse();
  const mark = before.flatMap((each) => /^\s*-\s+clause:\s*(\S+)/.exec(each)?.[1] ?? [])[0];
  const clause = policy?.clauses.find((each) => each.clause === mark);
  return clause ? `${clause.article} ${clause.title}` : `第 ${line} 行`;
}
