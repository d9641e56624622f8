import { useMutation } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import type { DraftCase, DraftClause } from '../../api/policy-drafts.ts';
import page from '../../parts/page.module.css';
import { Scroll } from '../../parts/scroll.tsx';
import { Failure } from '../../parts/states.tsx';
import { blankCase, factsOf, factsText } from './clause-words.ts';
import { Field } from './field.tsx';

type Props = {
  readonly sample: DraftClause['sample'];
  readonly cases: readonly DraftCase[];
  readonly onChange: (next: Pick<DraftClause, 'sample' | 'cases'>) => void;
  /** The cases with those at every number of the conditions, worked out by the server. */
  readonly onBounds: () => Promise<{ readonly cases: readonly DraftCase[] }>;
};

const OUTCOMES = ['可享', '不符', '未知'].map((value) => ({ value, label: value }));
const EXAMPLE = '上年研发费用 = 299.99万元；不知道的写“不知道”';

/** Firms made up to see that the clause says what is meant: one that fits, and what changes in each. */
export function CaseRows({ sample, cases, onChange, onBounds }: Props) {
  const bounds = useMutation({ mutationFn: onBounds, onSuccess: (found) => onChange({ sample, cases: found.cases }) });
  const change = (at: number, next: DraftCase) =>
    onChange({ sample, cases: cases.map((each, other) => (other === at ? next : each)) });
  return (
    <>
      <Field title="样板企业" hint="各算例在它上面改">
        {(id) => <Facts id={id} facts={sample} onChange={(facts) => onChange({ sample: facts, cases })} />}
      </Field>
      <Scroll title="算例">
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col">算例</th>
              <th scope="col">改了什么</th>
              <th scope="col">应当</th>
              <th scope="col">金额</th>
              <th scope="col">
                <span className="sr-only">去掉</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {cases.map((each, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: names may be the same while they are typed
              <tr key={at}>
                <td style={{ minWidth: 160 }}>
                  <Input
                    aria-label={`第 ${at + 1} 个算例的名称`}
                    value={each.name}
                    onChange={({ target }) => change(at, { ...each, name: target.value })}
                  />
                </td>
                <td style={{ minWidth: 240 }}>
                  <Facts
                    label={`第 ${at + 1} 个算例改了什么`}
                    facts={each.set ?? {}}
                    onChange={(set) => change(at, { ...each, set })}
                  />
                </td>
                <td>
                  <Select
                    aria-label={`第 ${at + 1} 个算例应当`}
                    value={each.expect}
                    options={OUTCOMES}
                    onChange={(expect: DraftCase['expect']) => change(at, { ...each, expect })}
                  />
                </td>
                <td>
                  <Input
                    aria-label={`第 ${at + 1} 个算例的金额`}
                    value={each.amount ?? ''}
                    placeholder="不核"
                    style={{ width: 112 }}
                    onChange={({ target }) => change(at, withAmount(each, target.value))}
                  />
                </td>
                <td>
                  <Button
                    type="text"
                    onClick={() => onChange({ sample, cases: cases.filter((_, other) => other !== at) })}
                  >
                    去掉
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <div className="row">
        <Button onClick={() => onChange({ sample, cases: [...cases, blankCase(cases.length + 1)] })}>加一个算例</Button>
        <Button loading={bounds.isPending} onClick={() => bounds.mutate()}>
          补上界限算例
        </Button>
        <span className="meta">条件里的每个数：差一点、正好、过一点、不知道。结果按现在的条件算出，请逐个核对。</span>
      </div>
      {bounds.isError && <Failure error={bounds.error} />}
    </>
  );
}

const withAmount = ({ amount: _, ...rest }: DraftCase, amount: string): DraftCase =>
  amount === '' ? rest : { ...rest, amount };

type FactsProps = {
  readonly id?: string;
  readonly label?: string;
  readonly facts: DraftClause['sample'];
  readonly onChange: (facts: DraftClause['sample']) => void;
};

/** Written freely; read when one leaves the field, so that nothing jumps while typing. */
function Facts({ id, label, facts, onChange }: FactsProps) {
  const text = factsText(facts);
  return (
    <Input.TextArea
      key={text}
      {...(id ? { id } : { 'aria-label': label })}
      defaultValue={text}
      placeholder={EXAMPLE}
      autoSize={{ minRows: 1, maxRows: 4 }}
      onBlur={({ target }) => target.value !== text && onChange(factsOf(target.value))}
    />
  );
}
