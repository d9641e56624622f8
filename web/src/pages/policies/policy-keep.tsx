import { Button, DatePicker, Input, Radio } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useState } from 'react';
import type { PolicyView } from '../../api/policies.ts';
import { type ReviewVerdict, reinstatePolicy, repealPolicy, reviewPolicy } from '../../api/policy-keep.ts';
import { toProblem } from '../../api/problem.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { isoDay } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

/** What was done since the issue, and, for those who may, the next verdict or the repeal. */
export function PolicyKeep({ policy }: { readonly policy: PolicyView }) {
  const may = policy.keeps && policy.repealed === undefined;
  const today = isoDay(useNow());
  const [open, setOpen] = useState<'review' | 'repeal' | 'reinstate'>();
  if (!may && policy.history.length === 0) return null;
  return (
    <section className="panel" aria-label="复审与废止">
      <div className={page.block}>
        <div className="spread">
          <h2>复审与废止</h2>
          {may && (
            <span className="row no-print">
              <Button onClick={() => setOpen(open === 'review' ? undefined : 'review')}>复审</Button>
              <Button danger onClick={() => setOpen(open === 'repeal' ? undefined : 'repeal')}>
                废止
              </Button>
            </span>
          )}
          {policy.keeps && policy.repealed !== undefined && policy.repealed.on > today && (
            <Button className="no-print" onClick={() => setOpen(open === 'reinstate' ? undefined : 'reinstate')}>
              撤回废止
            </Button>
          )}
        </div>
        {policy.history.length > 0 && (
          <ul>
            {policy.history.map(({ at, what, why }) => (
              <li key={`${at} ${what}`}>
                {isoDay(at)}　{what}
                <span className="meta">　{why}</span>
              </li>
            ))}
          </ul>
        )}
        {open === 'review' && <Review id={policy.id} done={() => setOpen(undefined)} />}
        {open === 'repeal' && <Repeal id={policy.id} done={() => setOpen(undefined)} />}
        {open === 'reinstate' && <Reinstate id={policy.id} done={() => setOpen(undefined)} />}
      </div>
    </section>
  );
}

type FormProps = { readonly id: string; readonly done: () => void };

function Review({ id, done }: FormProps) {
  const send = useSend(reviewPolicy(id), ['policies']);
  const [verdict, setVerdict] = useState<ReviewVerdict>('keep');
  const [next, setNext] = useState<string>();
  const [note, setNote] = useState('');
  const ready = note.trim().length > 1 && (verdict !== 'keep' || next !== undefined);
  return (
    <Form
      error={send.error}
      ready={ready}
      pending={send.isPending}
      label="记下结论"
      onSend={() => send.mutate({ verdict, note: note.trim(), ...(next ? { next } : {}) }, { onSuccess: done })}
    >
      <Radio.Group
        value={verdict}
        onChange={(event) => setVerdict(event.target.value as ReviewVerdict)}
        options={[
          { value: 'keep', label: '保留' },
          { value: 'amend', label: '修改（另起草案）' },
          { value: 'repeal', label: '应废止' },
        ]}
      />
      <Day label="下次复审日" onChange={setNext} />
      <Input.TextArea
        aria-label="依据和理由"
        placeholder="依据和理由"
        value={note}
        onChange={(event) => setNote(event.target.value)}
        autoSize={{ minRows: 2 }}
        maxLength={2000}
      />
    </Form>
  );
}

function Repeal({ id, done }: FormProps) {
  const send = useSend(repealPolicy(id), ['policies']);
  const [on, setOn] = useState<string>();
  const [by, setBy] = useState('');
  const [document, setDocument] = useState('');
  const ready = on !== undefined && by.trim().length > 1 && document.trim().length > 1;
  return (
    <Form
      error={send.error}
      ready={ready}
      pending={send.isPending}
      label="废止，之后不能申领"
      onSend={() => on && send.mutate({ on, by: by.trim(), document: document.trim() }, { onSuccess: done })}
    >
      <Day label="自哪一天起不再执行" onChange={setOn} />
      <Input
        aria-label="作出决定的机关"
        placeholder="作出决定的机关"
        value={by}
        onChange={(event) => setBy(event.target.value)}
        maxLength={200}
      />
      <Input
        aria-label="废止它的文件"
        placeholder="废止它的文件：文号或名称"
        value={document}
        onChange={(event) => setDocument(event.target.value)}
        maxLength={200}
      />
    </Form>
  );
}

function Reinstate({ id, done }: FormProps) {
  const send = useSend(reinstatePolicy(id), ['policies']);
  const [why, setWhy] = useState('');
  return (
    <Form
      error={send.error}
      ready={why.trim().length > 1}
      pending={send.isPending}
      label="撤回废止，继续执行"
      onSend={() => send.mutate(why.trim(), { onSuccess: done })}
    >
      <Input
        aria-label="为什么撤回"
        placeholder="为什么撤回"
        value={why}
        onChange={(event) => setWhy(event.target.value)}
        maxLength={2000}
      />
    </Form>
  );
}

function Day({ label, onChange }: { readonly label: string; readonly onChange: (day: string | undefined) => void }) {
  return (
    <DatePicker
      aria-label={label}
      placeholder={label}
      minDate={dayjs()}
      onChange={(value) => onChange(value ? value.format('YYYY-MM-DD') : undefined)}
      style={{ maxWidth: 240 }}
    />
  );
}

type SendProps = {
  readonly children: ReactNode;
  readonly error: Error | null;
  readonly ready: boolean;
  readonly pending: boolean;
  readonly label: string;
  readonly onSend: () => void;
};

function Form({ children, error, ready, pending, label, onSend }: SendProps) {
  return (
    <form
      style={{ display: 'flex', flexDirection: 'column', gap: 12, maxWidth: 560, marginTop: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
      {error && <p role="alert">{toProblem(error).body.title}</p>}
      <Button htmlType="submit" type="primary" disabled={!ready} loading={pending} style={{ alignSelf: 'start' }}>
        {label}
      </Button>
    </form>
  );
}
