import { AutoComplete, Button, Input, Select } from 'antd';
import type { PolicyFact } from '../../api/conditions.ts';
import type { Band, DraftAmount } from '../../api/policy-drafts.ts';
import { AMOUNTS, amountOfKind } from './clause-words.ts';
import { completions } from './fact-completions.ts';
import { Field } from './field.tsx';
import styles from './policies.module.css';

type Props = {
  readonly amount: DraftAmount;
  readonly facts: readonly PolicyFact[];
  readonly onChange: (amount: DraftAmount) => void;
};

/** How much: what the sentence says, in the fields of its kind. */
export function AmountFields({ amount, facts, onChange }: Props) {
  const line = (title: string, field: string, example: string, fact = false) => {
    const value = String((amount as Readonly<Record<string, unknown>>)[field] ?? '');
    const put = (text: string) => {
      const { [field]: _, ...rest } = amount as Record<string, unknown>;
      onChange(
        (text === '' && (field === 'cap' || field === 'floor') ? rest : { ...rest, [field]: text }) as DraftAmount,
      );
    };
    return (
      <Field title={title} key={field}>
        {(id) =>
          fact ? (
            <AutoComplete
              id={id}
              value={value}
              onChange={put}
              options={completions(value, facts)}
              placeholder={example}
              showSearch={{ filterOption: false }}
            />
          ) : (
            <Input id={id} value={value} placeholder={example} onChange={(event) => put(event.target.value)} />
          )
        }
      </Field>
    );
  };
  return (
    <>
      <div className={styles.fields}>
        <Field title="怎么算">
          {(id) => (
            <Select
              id={id}
              value={amount.kind}
              options={[...AMOUNTS]}
              onChange={(kind) => onChange(amountOfKind(kind, amount))}
            />
          )}
        </Field>
        {amount.kind === 'fixed' && line('金额', 'amount', '10万元')}
        {amount.kind === 'share' && [line('按什么', 'of', '上年研发费用', true), line('比例', 'rate', '5%')]}
        {amount.kind === 'per-head' && [
          line('每个多少', 'each', '1000元/人'),
          line('按什么数', 'count', '从业人数', true),
        ]}
        {amount.kind === 'bands' && line('按什么分档', 'of', '上年营业收入', true)}
        {amount.kind === 'formula' && line('公式', 'formula', '上年实缴税金 * 10%', true)}
        {amount.kind === 'none' && line('给什么', 'words', '优先推荐')}
        {amount.kind !== 'none' && [line('最高', 'cap', '不封顶'), line('最低', 'floor', '不保底')]}
      </div>
      {amount.kind === 'bands' && <Bands bands={amount.bands} onChange={(bands) => onChange({ ...amount, bands })} />}
    </>
  );
}

function Bands({
  bands,
  onChange,
}: {
  readonly bands: readonly Band[];
  readonly onChange: (bands: readonly Band[]) => void;
}) {
  const change = (at: number, band: Band) => onChange(bands.map((each, other) => (other === at ? band : each)));
  const value = ({ amount, rate }: Band) => amount ?? rate ?? '';
  const worth = (text: string) => (text.includes('%') ? { rate: text } : { amount: text });
  return (
    <ul className={styles.builder} aria-label="各档">
      {bands.map((band, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bands have no name of their own
        <li key={at}>
          <Input
            aria-label={`第 ${at + 1} 档到`}
            value={band.upTo ?? ''}
            placeholder="以上（最后一档）"
            addonBefore="到"
            style={{ width: 200 }}
            onChange={({ target }) =>
              change(at, { ...(target.value ? { upTo: target.value } : {}), ...worth(value(band)) })
            }
          />
          <Input
            aria-label={`第 ${at + 1} 档给`}
            value={value(band)}
            placeholder="10万元 或 5%"
            addonBefore="给"
            style={{ width: 200 }}
            onChange={({ target }) => change(at, { ...(band.upTo ? { upTo: band.upTo } : {}), ...worth(target.value) })}
          />
          {bands.length > 2 && (
            <Button type="text" onClick={() => onChange(bands.filter((_, other) => other !== at))}>
              去掉
            </Button>
          )}
        </li>
      ))}
      <li>
        <Button onClick={() => onChange([{ upTo: '', amount: '' }, ...bands])}>加一档</Button>
      </li>
    </ul>
  );
}
