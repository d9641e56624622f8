import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { type DraftPolicy, writeHead } from '../../api/policy-drafts.ts';
import { toProblem } from '../../api/problem.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { useList } from '../../parts/use-list.ts';
import { Field } from './field.tsx';
import styles from './policies.module.css';

const FIELDS = [
  ['title', '名称', false],
  ['number', '文号', true],
  ['issuer', '发文机关', false],
  ['issued', '印发日', false],
  ['from', '施行日', false],
  ['to', '有效期至', true],
  ['review', '复审日', true],
] as const;
type Name = (typeof FIELDS)[number][0] | 'level';

/** Who issues it, under which number, from when until when. */
export function HeadForm({ draft, policy }: { readonly draft: string; readonly policy: DraftPolicy }) {
  const [open, setOpen] = useState(false);
  const levels = useList('policy-level');
  const [changed, setChanged] = useState<Partial<Record<Name, string>>>({});
  const send = useSend(writeHead(draft), ['policy-drafts']);
  const value = (name: Name): string => changed[name] ?? policy[name] ?? '';
  const put = (name: Name, text: string) => setChanged((was) => ({ ...was, [name]: text }));
  const optional = new Set<string>(FIELDS.filter(([, , may]) => may).map(([name]) => name));
  const fields = Object.fromEntries(
    Object.entries(changed).map(([name, text]) => [name, text === '' && optional.has(name) ? null : text]),
  );
  const { issuer, number, level, from, to, review } = policy;
  if (!open)
    return (
      <div className={`${page.block} spread`}>
        <p>
          {[issuer, number, levels.titleOf(level), `${from} 起施行`, to && `到 ${to}`, review && `${review} 复审`]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <Button onClick={() => setOpen(true)}>改文件信息</Button>
      </div>
    );
  return (
    <form
      className={page.block}
      aria-label="文件"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate(fields, {
          onSuccess: () => {
            setChanged({});
            setOpen(false);
          },
        });
      }}
    >
      <div className={styles.fields}>
        {FIELDS.map(([name, title]) => (
          <Field key={name} title={title}>
            {(id) => (
              <Input
                id={id}
                value={value(name)}
                placeholder={/日|至/.test(title) ? '2026-01-01' : ''}
                onChange={({ target }) => put(name, target.value)}
              />
            )}
          </Field>
        ))}
        <Field title="层级">
          {(id) => (
            <Select id={id} value={value('level')} options={levels.options} onChange={(level) => put('level', level)} />
          )}
        </Field>
      </div>
      {send.isError && <p role="alert">{toProblem(send.error).body.title}</p>}
      <div className="row" style={{ marginTop: 8 }}>
        <Button htmlType="submit" loading={send.isPending} disabled={Object.keys(changed).length === 0}>
          保存文件信息
        </Button>
        <Button onClick={() => setOpen(false)}>不改了</Button>
      </div>
    </form>
  );
}
