import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { type DraftView, type FairLine, judgeDraft } from '../../api/policy-drafts.ts';
import { toProblem } from '../../api/problem.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { can } from '../../shell/permissions.ts';
import { ClauseText } from './clause-text.tsx';

/** 公平竞争审查, clause by clause: likely places are marked, a person decides. */
export function FairSection({ draft }: { readonly draft: DraftView }) {
  const judges = can(useAccount(), 'policies.judge') && draft.status === 'draft';
  if (draft.fair.length === 0) return null;
  return (
    <section className="panel" aria-label="公平竞争审查">
      <div className={page.block}>
        <h2>公平竞争审查</h2>
        <p className="meta">
          对照审查条例第八条至第十一条的 19 种情形。标出的文字只是提示，由人下结论；改了全文要重新审查。
        </p>
      </div>
      {draft.fair.map((line) => (
        <div key={line.clause} className={page.block}>
          <h3>{line.title}</h3>
          <ClauseText
            sign
            text={line.text}
            marks={line.hits.map(({ start, end, kind, text }) => ({ start, end, id: kind, title: `${kind} ${text}` }))}
          />
          {line.hits.length > 0 && (
            <ul>
              {line.hits.map(({ kind, text, start, end }) => (
                <li key={`${kind} ${start}`}>
                  ▲ 第{kind.split('-')[0]}条（{kind.split('-')[1]}）{text}：“{line.text.slice(start, end)}”
                </li>
              ))}
            </ul>
          )}
          {line.verdict ? (
            <p>
              ● 结论：{line.verdict.text}
              {line.verdict.kinds.length > 0 && <>（触及 {line.verdict.kinds.join('、')}）</>}
            </p>
          ) : (
            judges && <Judge id={draft.id} line={line} />
          )}
        </div>
      ))}
    </section>
  );
}

function Judge({ id, line }: { readonly id: string; readonly line: FairLine }) {
  const [text, setText] = useState('');
  const [kinds, setKinds] = useState<string[]>([]);
  const send = useSend(judgeDraft(id), ['policy-drafts']);
  const known = [...new Map(line.hits.map(({ kind, text: said }) => [kind, `${kind} ${said}`]))];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ clause: line.clause, kinds, text });
      }}
    >
      {known.length > 0 && (
        <Select
          mode="multiple"
          aria-label="触及的情形"
          placeholder="确实触及的情形；没有就不选"
          value={kinds}
          onChange={setKinds}
          options={known.map(([value, label]) => ({ value, label }))}
          style={{ width: '100%', maxWidth: 560 }}
        />
      )}
      <div className="row">
        <Input
          aria-label="审查结论"
          placeholder="结论和理由"
          value={text}
          onChange={(event) => setText(event.target.value)}
          style={{ maxWidth: 440 }}
        />
        <Button htmlType="submit" loading={send.isPending} disabled={text.trim().length < 4}>
          下结论
        </Button>
      </div>
      {send.isError && <p role="alert">{toProblem(send.error).body.title}</p>}
    </form>
  );
}
