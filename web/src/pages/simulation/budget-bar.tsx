import { InputNumber, Select } from 'antd';
import type { Budget, How } from '../../api/simulation.ts';
import styles from './simulation.module.css';

type Props = {
  readonly budget: Budget | undefined;
  readonly orders: readonly string[];
  readonly onChange: (budget: Budget | undefined) => void;
};

const HOWS = [
  { value: 'share', label: '同比例打折' },
  { value: 'amount', label: '金额高的优先' },
  { value: 'arrival', label: '先到先得（按随机次序模拟）' },
];

const read = (text: string): How =>
  text.startsWith('fact ') ? { by: 'fact', fact: text.slice(5) } : ({ by: text } as How);
const said = (how: How): string => (how.by === 'fact' ? `fact ${how.fact}` : how.by);

/** How much there is, and who is served first when it does not reach. */
export function BudgetBar({ budget, orders, onChange }: Props) {
  const how = budget?.how ?? { by: 'share' };
  return (
    <div className={styles.budget}>
      <span>预算上限</span>
      <InputNumber
        aria-label="预算上限（万元）"
        placeholder="不设"
        min={0}
        max={1e9}
        step={10}
        suffix="万元"
        style={{ width: 160 }}
        value={budget ? budget.most / 1_000_000 : null}
        onChange={(next) =>
          onChange(typeof next === 'number' ? { most: Math.round(next * 1_000_000), how } : undefined)
        }
      />
      {budget && (
        <Select
          aria-label="不够时怎样分"
          popupMatchSelectWidth={false}
          value={said(how)}
          options={[...HOWS, ...orders.map((each) => ({ value: `fact ${each}`, label: `按${each}从高到低` }))]}
          onChange={(next) => onChange({ ...budget, how: read(next) })}
        />
      )}
    </div>
  );
}
