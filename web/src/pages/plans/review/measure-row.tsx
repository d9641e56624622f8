import { Button, Checkbox, Tag } from 'antd';
import { memo, useState } from 'react';
import type { PlanDraft, PlanMeasure } from '../../../api/types/index.ts';
import { dayOf } from '../../../parts/time.ts';
import { WhyPopover } from '../../../parts/why-popover.tsx';
import { dateUnknown, sureEnough } from './doubts.ts';
import { confirmMeasure } from './edit-draft.ts';
import { MeasureForm } from './measure-form.tsx';
import styles from './review.module.css';

type Props = {
  readonly measure: PlanMeasure;
  readonly draft: PlanDraft;
  readonly unknown: ReadonlySet<string>;
  readonly active: boolean;
  readonly chosen: boolean;
  readonly marked: boolean;
  readonly onMark: (key: string, marked: boolean) => void;
  readonly onHover: (key: string | undefined) => void;
  readonly onChange: (edit: (draft: PlanDraft) => PlanDraft) => void;
};

export const MeasureRow = memo(function MeasureRow({
  measure,
  draft,
  unknown,
  active,
  chosen,
  marked,
  onMark,
  onHover,
  onChange,
}: Props) {
  const [editing, setEditing] = useState(false);
  const { key } = measure;
  return (
    <li
      data-row={key}
      className={`${styles.row} ${active ? styles.rowActive : ''} ${chosen ? styles.rowChosen : ''}`}
      onMouseEnter={() => onHover(key)}
      onMouseLeave={() => onHover(undefined)}
    >
      <div className={styles.marked}>
        <Checkbox aria-label={`选择 ${key}`} checked={marked} onChange={({ target }) => onMark(key, target.checked)} />
        <div>
          <p className="meta">
            {key}&ensp;{draft.tasks.find((task) => task.measures.some((one) => one.key === key))?.title}
          </p>
          {!editing && <p>{measure.text}</p>}
        </div>
      </div>
      {editing ? (
        <MeasureForm
          first={draft.tasks.some((task) => task.measures[0]?.key === key)}
          measure={measure}
          names={(draft.names ?? []).map(({ name }) => name)}
          onChange={onChange}
          onClose={() => setEditing(false)}
        />
      ) : (
        <div className={styles.rowFoot}>
          <Facts measure={measure} unknown={unknown} />
          <div className="row" style={{ flexWrap: 'nowrap' }}>
            <Button size="small" type="text" onClick={() => setEditing(true)}>
              修改
            </Button>
            <Button
              size="small"
              aria-pressed={measure.confirmed === true}
              onClick={() => onChange((old) => confirmMeasure(old, key, !measure.confirmed))}
            >
              {measure.confirmed ? '✓ 已确认' : '确认'}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
});

function Facts({ measure, unknown }: Pick<Props, 'measure' | 'unknown'>) {
  const { due, inherited } = measure;
  const from = (part: string) => inherited.includes(part) && <span className="meta">（承上）</span>;
  return (
    <div className={styles.facts}>
      <span>
        <span className="meta">牵头&thinsp;</span>
        <Names names={measure.lead} unknown={unknown} />
        {from('lead')}
      </span>
      {measure.responsible.length > 0 && (
        <span>
          <span className="meta">责任&thinsp;</span>
          <Names names={measure.responsible} unknown={unknown} />
          {from('responsible')}
        </span>
      )}
      <span>
        <span className="meta">期限&thinsp;</span>
        {due.text || '未写'}
        {due.date && <span className="meta">{`（${dayOf(due.date)}）`}</span>}
        {from('due')}
        {dateUnknown(measure) && <Tag>日期未识别</Tag>}
      </span>
      {measure.targets.length > 0 && (
        <span>
          <span className="meta">指标&thinsp;</span>
          {measure.targets.map((target) => target.text).join('、')}
        </span>
      )}
      {measure.confidence < sureEnough && (
        <span className="row">
          <Tag>{`把握 ${Math.round(measure.confidence * 100)}%`}</Tag>
          {measure.doubts && measure.doubts.length > 0 && <WhyPopover>{measure.doubts.join('\n')}</WhyPopover>}
        </span>
      )}
    </div>
  );
}

function Names({ names, unknown }: { readonly names: readonly string[]; readonly unknown: ReadonlySet<string> }) {
  if (names.length === 0) return <Tag>未写</Tag>;
  return (
    <>
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 && '、'}
          {unknown.has(name) ? <span className={styles.unknown}>{name}（未识别）</span> : name}
        </span>
      ))}
    </>
  );
}
