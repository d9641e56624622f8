import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { type DraftView, type FairLine, type FairRules, fairRulesQuery, judgeDraft } from '../../api/policy-drafts.ts';
import { toProblem } from '../../api/problem.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { dayText } from '../../parts/time.ts';
import { can } from '../../shell/permissions.ts';
import { ClauseText } from './clause-text.tsx';
import { Field } from './field.tsx';
import styles from './policies.module.css';

/** 公平竞争审查, clause by clause: likely places are marked, a person decides. */
export function FairSection({ draft }: { readonly draft: DraftView }) {
  const judges = draft.may.judge;
  const waits = can(useAccount(), 'policies.judge') && draft.may.write && !judges;
  if (draft.fair.length === 0) return null;
  return (
    <section className="panel" aria-label="公平竞争审查">
      <div className={page.block}>
        <h2>公平竞争审查</h2>
        <p className="meta">
          对照审查条例第八条至第十一条的 19 种情形。标出的文字只是提示，由人下结论；改了全文要重新审查。
          {waits && '条文是您写的，由另一位审查。'}
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
              ● 结论（{line.verdict.by}，{dayText(line.verdict.at)}）：{line.verdict.text}
              {line.verdict.kinds.length > 0 && <>（触及 {line.verdict.kinds.join('、')}）</>}
              {line.verdict.exception && (
                <>
                  ；适用例外，实施到 {line.verdict.exception.until}：{line.verdict.exception.why}
                </>
              )}
            </p>
          ) : (
            judges && <Judge id={draft.id} line={line} />
          )}
        </div>
      ))}
    </section>
  );
}

type Exception = { readonly ground: string; readonly until: string; readonly why: string };
const NO_EXCEPTION: Exception = { ground: '', until: '', why: '' };

/** None of the 19 kinds, or which; and under which exception it may stand, until when. */
function Judge({ id, line }: { readonly id: string; readonly line: FairLine }) {
  const [text, setText] = useState('');
  const [kinds, setKinds] = useState<string[]>([]);
  const [exception, setException] = useState(NO_EXCEPTION);
  const rules = useQuery(fairRulesQuery).data;
  const send = useSend(judgeDraft(id), ['policy-drafts']);
  const excepted = exception.ground !== '';
  const whole = !excepted || (/^\d{4}-\d{2}-\d{2}$/.test(exception.until) && exception.why.trim().length >= 4);
  return (
    <form
      className={styles.form}
      aria-label={`审查 ${line.title}`}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ clause: line.clause, kinds, text, ...(excepted ? { exception } : {}) });
      }}
    >
      <Field title="触及的情形" hint="没有就不选；标出的排在前面">
        {(key) => (
          <Select
            id={key}
            mode="multiple"
            placeholder="19 种情形里确实触及的"
            value={kinds}
            onChange={setKinds}
            options={choicesOf(rules, line)}
            showSearch={{ optionFilterProp: 'label' }}
            style={{ maxWidth: 640 }}
          />
        )}
      </Field>
      {kinds.length > 0 && rules && (
        <div className={styles.fields}>
          <Field title="适用例外（第十二条）" hint={rules.needs.join('；')}>
            {(key) => (
              <Select
                id={key}
                allowClear
                placeholder="不适用，要改条款"
                value={exception.ground || null}
                options={rules.grounds.map((each) => ({ value: each.code, label: each.text }))}
                onChange={(ground: string | undefined) => setException({ ...exception, ground: ground ?? '' })}
              />
            )}
          </Field>
          {excepted && (
            <>
              <Field title="实施期限">
                {(key) => (
                  <Input
                    id={key}
                    placeholder="2027-12-31"
                    value={exception.until}
                    onChange={({ target }) => setException({ ...exception, until: target.value })}
                  />
                )}
              </Field>
              <Field title="为什么没有影响更小的办法">
                {(key) => (
                  <Input
                    id={key}
                    value={exception.why}
                    onChange={({ target }) => setException({ ...exception, why: target.value })}
                  />
                )}
              </Field>
            </>
          )}
        </div>
      )}
      <div className="row">
        <Input
          aria-label="审查结论"
          placeholder="结论和理由"
          value={text}
          onChange={(event) => setText(event.target.value)}
          style={{ maxWidth: 440 }}
        />
        <Button htmlType="submit" loading={send.isPending} disabled={text.trim().length < 4 || !whole}>
          下结论
        </Button>
      </div>
      {kinds.length > 0 && !excepted && <p className="meta">触及而不适用例外的，不能印发：请改条款。</p>}
      {send.isError && <p role="alert">{toProblem(send.error).body.title}</p>}
    </form>
  );
}

/** What was marked in the text first, then the others by their article. */
function choicesOf(rules: FairRules | undefined, { hits }: FairLine) {
  const marked = new Set(hits.map((each) => each.kind));
  const all = rules?.standards.flatMap(({ items }) => items) ?? [];
  const choice = ({ code, text }: { readonly code: string; readonly text: string }) => {
    const [article = '', nth = ''] = code.split('-');
    return { value: code, label: `${marked.has(code) ? '▲ ' : ''}第${article}条（${nth}）${text}` };
  };
  return [...all.filter((each) => marked.has(each.code)), ...all.filter((each) => !marked.has(each.code))].map(choice);
}
