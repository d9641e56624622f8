import { Button, DatePicker, Input, InputNumber, Select, Slider } from 'antd';
import dayjs from 'dayjs';
import type { Literal, Movable } from '../../api/simulation.ts';
import styles from './simulation.module.css';
import { handleTitle, saidLiteral } from './words.ts';

type Props = {
  readonly movable: Movable;
  readonly value: Literal | undefined;
  readonly active: boolean;
  readonly onPick: () => void;
  /** `undefined` puts it back as it is written. */
  readonly onChange: (value: Literal | undefined) => void;
};

/** One number: drag it, type it, put it back. */
export function HandleRow({ movable, value, active, onPick, onChange }: Props) {
  const title = handleTitle(movable);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: focus moves into the row; what acts are the controls inside
    <div className={`${styles.handle} ${active ? styles.handleActive : ''}`} onFocus={onPick}>
      <div className={styles.handleHead}>
        <span>{title}</span>
        {value !== undefined && (
          <Button type="link" size="small" onClick={() => onChange(undefined)}>
            原为 {saidLiteral(movable.value)}，恢复
          </Button>
        )}
      </div>
      <Control movable={movable} title={title} value={value ?? movable.value} onChange={onChange} />
    </div>
  );
}

type ControlProps = Pick<Props, 'movable' | 'onChange'> & { readonly title: string; readonly value: Literal };

function Control({ movable, title, value, onChange }: ControlProps) {
  const { scale, type, list, codes } = movable;
  const put = (next: Literal) => onChange(same(next, movable.value) ? undefined : next);
  if (scale) {
    const number = Number.parseFloat(String(value).replaceAll(',', ''));
    const write = (next: number) => put(scale.unit === '' ? next : `${next}${scale.unit}`);
    const shown = Number.isFinite(number) ? number : scale.value;
    return (
      <div className={styles.control}>
        <Slider
          ariaLabelForHandle={title}
          min={scale.min}
          max={Math.max(scale.max, shown)}
          step={scale.step}
          value={shown}
          onChange={write}
          tooltip={{ formatter: (each) => `${each}${scale.unit}` }}
          marks={{ [scale.value]: ' ' }}
        />
        <InputNumber
          aria-label={`${title}（${scale.unit || '数'}）`}
          min={scale.min < 0 ? -1e9 : 0}
          max={1e9}
          value={shown}
          suffix={scale.unit}
          onChange={(next) => typeof next === 'number' && write(next)}
        />
      </div>
    );
  }
  if (type === 'date')
    return (
      <DatePicker
        aria-label={title}
        allowClear={false}
        inputReadOnly
        value={dayjs(String(value))}
        onChange={(next) => next && put(next.format('YYYY-MM-DD'))}
      />
    );
  if (list)
    return (
      <Select
        mode={codes ? 'multiple' : 'tags'}
        aria-label={title}
        style={{ width: '100%' }}
        value={Array.isArray(value) ? [...value].map(String) : [String(value)]}
        onChange={(next) => next.length > 0 && put(next)}
        options={(codes ?? []).map(({ code, title: label }) => ({ value: code, label }))}
        {...(codes ? {} : { open: false, suffixIcon: null })}
      />
    );
  if (codes)
    return (
      <Select
        aria-label={title}
        style={{ width: '100%' }}
        value={String(value)}
        options={codes.map((each) => ({ value: each.code, label: each.title }))}
        onChange={(next) => put(next)}
      />
    );
  return <Input aria-label={title} value={String(value)} onChange={(event) => put(event.target.value)} />;
}

const same = (a: Literal, b: Literal): boolean => JSON.stringify(a) === JSON.stringify(b);
