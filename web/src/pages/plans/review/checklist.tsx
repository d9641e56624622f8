import { Segmented } from 'antd';
import type { PlanMeasure } from '../../../api/types/index.ts';
import { type Check, checksOf } from './doubts.ts';
import styles from './review.module.css';

type Props = {
  readonly measures: readonly PlanMeasure[];
  readonly unknown: ReadonlySet<string>;
  readonly check: Check | undefined;
  readonly onCheck: (check: Check | undefined) => void;
  readonly order: 'doubt' | 'source';
  readonly onOrder: (order: 'doubt' | 'source') => void;
};

const titles: Readonly<Record<Check, string>> = {
  units: '单位未识别',
  dates: '日期未识别',
  unsure: '把握不足',
  open: '未确认',
};

/** What is left to do before publishing; each line opens its measures. */
export function Checklist({ measures, unknown, check, onCheck, order, onOrder }: Props) {
  const all = measures.map((measure) => checksOf(measure, unknown));
  const count = (one: Check) => all.filter((checks) => checks.includes(one)).length;
  return (
    <div className={styles.checklist}>
      <ul className="row" style={{ gap: '4px 16px' }}>
        <li>
          <button
            type="button"
            className={styles.check}
            aria-pressed={check === undefined}
            onClick={() => onCheck(undefined)}
          >
            全部&thinsp;{measures.length}
          </button>
        </li>
        {(Object.keys(titles) as Check[]).map((one) => (
          <li key={one}>
            <button
              type="button"
              className={styles.check}
              aria-pressed={check === one}
              onClick={() => onCheck(check === one ? undefined : one)}
            >
              {count(one) === 0 && <span aria-hidden="true">✓ </span>}
              {titles[one]}（{count(one)}）
            </button>
          </li>
        ))}
      </ul>
      <Segmented
        aria-label="排列"
        size="small"
        value={order}
        onChange={onOrder}
        options={[
          { value: 'doubt', label: '先看把握低的' },
          { value: 'source', label: '按原文' },
        ]}
      />
    </div>
  );
}
