import { Button, Input, Segmented, Select } from 'antd';
import type { BuiltRow, PolicyFact } from '../../api/conditions.ts';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import { unitWords } from './fact-completions.ts';
import styles from './policies.module.css';

const ORDER = [
  { value: '>=', label: '不低于' },
  { value: '>', label: '高于' },
  { value: '<=', label: '不超过' },
  { value: '<', label: '低于' },
];
const SAME = [
  { value: '=', label: '等于' },
  { value: '!=', label: '不等于' },
];
const AMONG = [
  { value: '属于', label: '属于' },
  { value: '不属于', label: '不属于' },
];
const DAYS = [
  { value: '<=', label: '不晚于' },
  { value: '<', label: '早于' },
  { value: '>=', label: '不早于' },
  { value: '>', label: '晚于' },
];

const SIGNS = [...ORDER, ...SAME, ...AMONG];
/** One code or several are chosen alike. */
const ONE_OF: Readonly<Record<string, string>> = { '=': '属于', '!=': '不属于' };

type RowProps = {
  readonly row: BuiltRow;
  readonly facts: readonly PolicyFact[];
  readonly onChange: (row: BuiltRow) => void;
};

/** One row: what is looked at, how it is compared, and with what; each kind of fact has its own way of being said. */
export function BuilderRow({ row, facts, onChange }: RowProps) {
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
  const codes = fact?.codes;
  const found = SIGNS.find(({ value }) => test.startsWith(`${value} `))?.value;
  if (found === undefined && test !== '') return <span className={styles.code}>{`${subject} ${test}`}</span>;
  const sign = codes ? (ONE_OF[found ?? '='] ?? found ?? '') : (found ?? '>=');
  const value = test.slice((found ?? '').length).trim();
  const send = (nextSign: string, nextValue: string) => onChange({ subject, test: `${nextSign} ${nextValue}`.trim() });
  const days = /^\d{4}-\d\d-\d\d$/.test(value);
  return (
    <>
      <span>{subject}</span>
      <Select
        size="small"
        aria-label={`${subject}怎么比`}
        value={sign}
        onChange={(next) => send(next, value)}
        options={codes ? AMONG : days ? DAYS : [...ORDER, ...SAME]}
        popupMatchSelectWidth={false}
      />
      {codes ? (
        <CodeValue codes={codes} label={`${subject}比哪些`} value={value} onChange={(next) => send(sign, next)} />
      ) : days ? (
        <DateInput value={value} onChange={(next) => typeof next === 'string' && send(sign, next)} />
      ) : (
        <Figure label={subject} value={value} hint={fact && unitWords(fact)} onChange={(next) => send(sign, next)} />
      )}
    </>
  );
}

type ValueProps = { readonly label: string; readonly value: string; readonly onChange: (value: string) => void };

/** Codes are chosen by their names; nobody knows them by heart. */
function CodeValue({ codes, label, value, onChange }: ValueProps & Required<Pick<PolicyFact, 'codes'>>) {
  const chosen = [...value.matchAll(/"([^"]+)"/g)].map(([, code]) => code ?? '');
  return (
    <Select
      mode="multiple"
      size="small"
      aria-label={label}
      placeholder="选代码"
      value={chosen}
      showSearch={{ optionFilterProp: 'label' }}
      options={codes.map(({ code, title }) => ({ value: code, label: title }))}
      popupMatchSelectWidth={false}
      onChange={(next: string[]) => next.length > 0 && onChange(`[${next.map((code) => `"${code}"`).join(', ')}]`)}
      style={{ minWidth: 220 }}
    />
  );
}

const MONEY = ['元', '万元', '亿元'];

/** A figure and its unit apart: whoever changes the figure cannot lose the unit. What is no figure stays a text. */
function Figure({ label, value, hint, onChange }: ValueProps & { readonly hint: string | undefined }) {
  const [, figure, unit = ''] = /^(-?[\d.]+)([^\d.\s"]*)$/.exec(value) ?? [];
  const input = (text: string, put: (next: string) => void, width: number) => (
    <Input
      key={value}
      size="small"
      aria-label={`${label}比多少`}
      defaultValue={text}
      placeholder={hint ?? ''}
      onBlur={({ target }) => target.value.trim() !== text && put(target.value.trim())}
      onPressEnter={(event) => event.currentTarget.blur()}
      style={{ width }}
    />
  );
  if (figure === undefined) return input(value, onChange, 160);
  const put = (next: string) => onChange(/^-?[\d.]+$/.test(next) ? `${next}${unit}` : next);
  return (
    <>
      {input(figure, put, 96)}
      {MONEY.includes(unit) ? (
        <Select
          size="small"
          aria-label={`${label}的单位`}
          value={unit}
          options={MONEY.map((each) => ({ value: each, label: each }))}
          onChange={(next) => onChange(`${figure}${next}`)}
        />
      ) : (
        <span>{unit}</span>
      )}
    </>
  );
}

/** What takes a row away. */
export function DropRow({ onDrop, of }: { readonly of: string; readonly onDrop: () => void }) {
  return (
    <Button type="text" size="small" aria-label={`删去 ${of}`} onClick={onDrop}>
      删去
    </Button>
  );
}
