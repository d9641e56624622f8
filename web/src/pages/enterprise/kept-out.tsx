import { Checkbox } from 'antd';
import type { Understanding } from '../../api/types/index.ts';
import { WhyPopover } from '../../parts/why-popover.tsx';
import styles from './enterprise.module.css';

type Props = {
  readonly complaint: NonNullable<Understanding['complaint']>;
  readonly value: readonly string[];
  readonly onChange: (units: readonly string[]) => void;
};

/** 反映作风: whoever is spoken of neither handles it nor sees it; the person says whether we understood whom. */
export function KeptOut({ complaint, value, onChange }: Props) {
  return (
    <div className={styles.guess}>
      <span className="meta">
        反映的单位&ensp;
        <WhyPopover title="为什么问这个">{complaint.why}，可能是反映工作人员的作风。</WhyPopover>
      </span>
      {complaint.units.length > 0 ? (
        <>
          <Checkbox.Group
            value={[...value]}
            onChange={onChange}
            options={complaint.units.map((unit) => ({ value: unit.id, label: unit.name }))}
          />
          <span className="meta">勾选的单位不会办理这件事，也看不到它。</span>
        </>
      ) : (
        <span className="meta">没有看出是哪个单位。请回到上一步写明单位名称，我们不会把它交给该单位。</span>
      )}
    </div>
  );
}
