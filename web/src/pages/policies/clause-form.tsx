import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef, useState } from 'react';
import { boundaryCases, type Names, policyFactsQuery } from '../../api/conditions.ts';
import { type ClauseFields, type DraftClause, type DraftView, writeClause } from '../../api/policy-drafts.ts';
import { toProblem } from '../../api/problem.ts';
import { useSend } from '../../api/use-send.ts';
import { UnitPicker } from '../../parts/unit-picker.tsx';
import { useList } from '../../parts/use-list.ts';
import { useSettled } from '../../parts/use-settled.ts';
import { AmountFields } from './amount-fields.tsx';
import { CaseRows } from './case-rows.tsx';
import { ConditionRows } from './condition-rows.tsx';
import { Counted } from './counted.tsx';
import { Field } from './field.tsx';
import styles from './policies.module.css';

type Props = {
  readonly draft: DraftView;
  readonly clause: DraftClause;
  readonly names: Names;
  readonly onDone: () => void;
};

/** One clause, in the order in which it is thought: the sentence, who, how much, how, and whether it comes out. */
export function ClauseForm({ draft, clause, names, onDone }: Props) {
  const [now, setNow] = useState(clause);
  const kinds = useList('policy-kind');
  const area = useRef<TextAreaRef>(null);
  const selected = (): string => {
    const { selectionStart = 0, selectionEnd = 0 } = area.current?.resizableTextArea?.textArea ?? {};
    return now.text.slice(selectionStart, selectionEnd).trim();
  };
  const facts = useQuery(policyFactsQuery).data ?? [];
  const send = useSend(writeClause(draft.id), ['policy-drafts']);
  const set = (more: Partial<DraftClause>) => setNow((was) => ({ ...was, ...more }));
  const save = () => send.mutate({ clause: clause.clause, fields: fieldsOf(now) }, { onSuccess: onDone });
  const readable = now.conditions.filter((each) => each.when.trim() !== '');
  const trial = useSettled({
    conditions: readable.map(({ when }) => ({ when, quote: when })),
    amount: now.amount,
    ...names,
  });
  return (
    <form
      className={styles.form}
      aria-label={`修改 ${clause.title}`}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className={styles.fields}>
        <Field title="第几条">
          {(id) => <Input id={id} value={now.article} onChange={({ target }) => set({ article: target.value })} />}
        </Field>
        <Field title="名称">
          {(id) => <Input id={id} value={now.title} onChange={({ target }) => set({ title: target.value })} />}
        </Field>
        <Field title="类别">
          {(id) => <Select id={id} value={now.kind} options={kinds.options} onChange={(kind) => set({ kind })} />}
        </Field>
      </div>
      <Field title="条款原文">
        {(id) => (
          <Input.TextArea
            id={id}
            ref={area}
            value={now.text}
            autoSize={{ minRows: 3 }}
            onChange={({ target }) => set({ text: target.value })}
          />
        )}
      </Field>
      <Field title="一句大白话">
        {(id) => <Input id={id} value={now.plain} onChange={({ target }) => set({ plain: target.value })} />}
      </Field>
      <h4>给谁：每个条件和它出自的原文</h4>
      <ConditionRows
        text={now.text}
        conditions={now.conditions}
        facts={facts}
        names={names}
        selected={selected}
        onChange={(conditions) => set({ conditions })}
      />
      <h4>给多少</h4>
      <AmountFields amount={now.amount} facts={facts} onChange={(amount) => set({ amount })} />
      {trial.conditions.length > 0 && <Counted title="按现有数据，整条" trial={trial} />}
      <h4>怎么兑现</h4>
      <How clause={now} units={draft.units} onChange={setNow} />
      <h4>算例</h4>
      <CaseRows
        sample={now.sample}
        cases={now.cases}
        onChange={set}
        onBounds={() => {
          const { amount, sample, cases } = now;
          return boundaryCases({ ...names, conditions: readable, amount, sample, cases, on: draft.policy?.from ?? '' });
        }}
      />
      {send.isError && <p role="alert">{toProblem(send.error).body.title}</p>}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          保存这一条
        </Button>
        <Button onClick={onDone}>不改了</Button>
      </div>
    </form>
  );
}

/** What the form does not show stays in the text as it is; an empty line takes an optional field away. */
function fieldsOf({ clause: _, budget, ahead, window, ...now }: DraftClause): ClauseFields {
  const { article, title, kind, text, plain, mode, owner, per, materials, conditions, amount, sample, cases } = now;
  const kept = conditions.filter((each) => each.when.trim() !== '');
  return {
    ...{ article, title, kind, text, plain, mode, owner, per, materials, amount, sample, cases },
    conditions: kept,
    budget: budget || null,
    ahead: mode === 'advance' && ahead ? ahead : null,
    window: window ?? null,
  };
}

type HowProps = {
  readonly clause: DraftClause;
  readonly units: DraftView['units'];
  readonly onChange: (clause: DraftClause) => void;
};

function How({ clause, units, onChange }: HowProps) {
  const { mode, owner, per, budget, ahead, window, materials } = clause;
  const [modes, pers] = [useList('policy-mode'), useList('policy-per')];
  const set = (more: Partial<DraftClause>) => onChange({ ...clause, ...more });
  const setWindow = (text: string) => {
    const [from, to] = text.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
    const { window: _, ...rest } = clause;
    onChange(from && to ? { ...rest, window: { from, to } } : rest);
  };
  const open = window ? `${window.from} 至 ${window.to}` : '';
  return (
    <div className={styles.fields}>
      <Field title="兑现方式">
        {(id) => <Select id={id} value={mode} options={modes.options} onChange={(next) => set({ mode: next })} />}
      </Field>
      {mode === 'advance' && (
        <Field title="先拨多少">
          {(id) => (
            <Input
              id={id}
              value={ahead ?? ''}
              placeholder="50%"
              onChange={({ target }) => set({ ahead: target.value })}
            />
          )}
        </Field>
      )}
      <Field title="主管单位">
        {(id) => <UnitPicker id={id} known={units} value={owner} onChange={(next) => set({ owner: next ?? '' })} />}
      </Field>
      <Field title="同一企业多久一次">
        {(id) => <Select id={id} value={per} options={pers.options} onChange={(next) => set({ per: next })} />}
      </Field>
      <Field title="预算科目">
        {(id) => <Input id={id} value={budget ?? ''} onChange={({ target }) => set({ budget: target.value })} />}
      </Field>
      <Field title="申报期" hint="如 2026-03-01 至 2026-04-30；常年受理不填">
        {(id) => (
          <Input
            id={id}
            key={open}
            defaultValue={open}
            placeholder="常年"
            onBlur={({ target }) => setWindow(target.value)}
          />
        )}
      </Field>
      <Field title="材料" hint="用顿号隔开；能从数据里查到的不要">
        {(id) => (
          <Input
            id={id}
            key={materials.join()}
            defaultValue={materials.join('、')}
            onBlur={({ target }) =>
              set({
                materials: target.value
                  .split(/[、,，]/)
                  .map((each) => each.trim())
                  .filter(Boolean),
              })
            }
          />
        )}
      </Field>
    </div>
  );
}
