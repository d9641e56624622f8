import { useQuery } from '@tanstack/react-query';
import { Button, Input, Segmented, Select } from 'antd';
import { type Built, type BuiltRow, buildText, builtQuery, type PolicyFact } from '../../api/policy-drafts.ts';
import { unitWords } from './fact-completions.ts';
import styles from './policies.module.css';

type Props = {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly facts: readonly PolicyFact[];
};

const SIGNS = [
  { value: '>=', label: '不低于' },
  { value: '>', label: '高于' },
  { value: '<=', label: '不超过' },
  { value: '<', label: '低于' },
  { value: '=', label: '等于' },
  { value: '!=', label: '不等于' },
  { value: '属于', label: '属于' },
  { value: '不属于', label: '不属于' },
];

/** A condition in rows, for those who do not type; the same condition as the text, either way round. */
export function ConditionBuilder({ text, onChange, facts }: Props) {
  const query = useQuery(builtQuery(text));
  const built = query.data?.built;
  if (query.isPending && text !== '') return null;
  if (!built && text.trim() !== '') return <p className="meta">文字还写不通，请先在“写文字”里改对。</p>;
  const shown: Built = built ?? { join: 'all', rows: [] };
  const put = async (next: Built) => {
    if (next.rows.length === 0) return onChange('');
    onChange((await buildText(next)).text);
  };
  const change = (at: number, row: BuiltRow) =>
    void put({ ...shown, rows: shown.rows.map((each, other) => (other === at ? row : each)) });
  return (
    <div>
      {shown.rows.length > 1 && (
        <Segmented
          size="small"
          aria-label="怎么合起来"
          value={shown.join}
          onChange={(join) => void put({ ...shown, join: join as Built['join'] })}
          options={[
            { value: 'all', label: '都要满足' },
            { value: 'any', label: '满足一项' },
          ]}
          style={{ marginTop: 8 }}
        />
      )}
      <ol className={styles.builder}>
        {shown.rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
          <li key={at}>
            <Row row={row} facts={facts} onChange={(next) => change(at, next)} />
            <Button
              type="text"
              size="small"
              onClick={() => void put({ ...shown, rows: shown.rows.filter((_, other) => other !== at) })}
            >
              删去
            </Button>
          </li>
        ))}
      </ol>
      <Select
        aria-label="加一行"
        placeholder="＋ 加一行：选一个事实"
        value={null}
        showSearch
        options={facts.map((fact) => ({ value: fact.name, label: `${fact.name}（${unitWords(fact)}）` }))}
        onChange={(name: string | null) => {
          const fact = facts.find((each) => each.name === name);
          if (fact) void put({ ...shown, rows: [...shown.rows, { subject: fact.name, test: firstTest(fact) }] });
        }}
        style={{ width: '100%' }}
      />
    </div>
  );
}

/** A test that reads, to be changed: nobody knows the figure yet. */
const firstTest = ({ type, unit }: PolicyFact): string => {
  if (type === 'boolean') return '是';
  if (type === 'money') return '>= 0元';
  if (type === 'percent') return '>= 0%';
  if (type === 'date') return '<= 2026-01-01';
  return type === 'number' ? `>= 0${unit ?? ''}` : '= ""';
};

type RowProps = {
  readonly row: BuiltRow;
  readonly facts: readonly PolicyFact[];
  readonly onChange: (row: BuiltRow) => void;
};

function Row({ row, facts, onChange }: RowProps) {
  if ('text' in row) return <span className={styles.code}>{row.text}</span>;
  const { subject, test } = row;
  const fact = facts.find((each) => each.name === subject);
  if (test === '是' || test === '否')
    return (
      <>
        <span>{subject}</span>
        <Segmented
          size="small"
          aria-label={subject}
          value={test}
          onChange={(next) => onChange({ subject, test: next })}
          options={['是', '否']}
        />
      </>
    );
  const sign = SIGNS.find(({ value }) => test.startsWith(`${value} `) || test === value)?.value ?? '>=';
  const value = test.slice(sign.length).trim();
  const send = (nextSign: string, nextValue: string) => onChange({ subject, test: `${nextSign} ${nextValue}`.trim() });
  return (
    <>
      <span>{subject}</span>
      <Select
        size="small"
        aria-label={`${subject}怎么比`}
        value={sign}
        onChange={(next) => send(next, value)}
        options={SIGNS}
        popupMatchSelectWidth={false}
      />
      <Input
        key={value}
        size="small"
        aria-label={`${subject}比多少`}
        defaultValue={value}
        placeholder={fact && unitWords(fact)}
        onBlur={(event) => event.target.value !== value && send(sign, event.target.value)}
        onPressEnter={(event) => event.currentTarget.blur()}
        style={{ width: 128 }}
      />
    </>
  );
}
