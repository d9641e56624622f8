import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { policyFactsQuery } from '../../api/conditions.ts';
import type { DraftView } from '../../api/policy-drafts.ts';
import { useSettled } from '../../parts/use-settled.ts';
import { ConditionEditor } from './condition-editor.tsx';
import { Counted } from './counted.tsx';

type Props = { readonly draft: DraftView; readonly text: string; readonly onText: (text: string) => void };

const NEW = 'new';

/** A condition of a clause, or a new one: who would get it is counted beside it while one writes. */
export function DraftTry({ draft, text, onText }: Props) {
  const facts = useQuery(policyFactsQuery).data ?? [];
  const clauses = draft.policy?.clauses ?? [];
  const [at, setAt] = useState(0);
  const clause = clauses[at];
  const [which, setWhich] = useState<string>(NEW);
  const [condition, setCondition] = useState('');
  const before = which === NEW ? undefined : clause?.conditions[Number(which)];
  const asked = useSettled(condition.trim());
  const { parameters, definitions } = draft.policy ?? {};
  const names = { ...(parameters ? { parameters } : {}), ...(definitions ? { definitions } : {}) };
  const own = clause?.conditions ?? [];
  const changed =
    asked === ''
      ? own
      : before
        ? own.map((each) => (each === before ? { ...each, when: asked } : each))
        : [...own, { when: asked, quote: asked }];
  const amount = clause?.amount ?? { kind: 'none', words: '试算' };
  const whole = useSettled({ conditions: changed, amount, ...names });
  const choose = (next: string) => {
    setWhich(next);
    setCondition(next === NEW ? '' : (own[Number(next)]?.when ?? ''));
  };
  const once = before !== undefined && text.split(before.when).length === 2;
  return (
    <div>
      <h3>条件与试算</h3>
      <div className="row" style={{ margin: '8px 0' }}>
        <Select
          aria-label="哪一条款"
          value={at}
          onChange={(next) => {
            setAt(next);
            choose(NEW);
          }}
          options={clauses.map(({ title }, index) => ({ value: index, label: `${index + 1} ${title}` }))}
          popupMatchSelectWidth={false}
          style={{ minWidth: 140 }}
        />
        <Select
          aria-label="哪一个条件"
          value={which}
          onChange={choose}
          options={[
            { value: NEW, label: '＋ 新条件' },
            ...own.map(({ when }, index) => ({ value: String(index), label: when })),
          ]}
          popupMatchSelectWidth={false}
          style={{ minWidth: 140, maxWidth: 320 }}
        />
      </div>
      <ConditionEditor text={condition} onChange={setCondition} facts={facts} names={names} />
      {asked !== '' && (
        <Counted
          title="只看这个条件"
          trial={{ conditions: [{ when: asked, quote: asked }], amount: NOTHING, ...names }}
        />
      )}
      {whole.conditions.length > 0 && <Counted title="整条条款" trial={whole} />}
      {before && asked !== '' && asked !== before.when && (
        <Button disabled={!once} onClick={() => onText(text.replace(before.when, () => asked))}>
          {once ? '写回全文' : '全文里有多处相同，请手工改'}
        </Button>
      )}
    </div>
  );
}

const NOTHING = { kind: 'none', words: '试算' };
