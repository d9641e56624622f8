import { DatePicker, InputNumber, Radio } from 'antd';
import dayjs from 'dayjs';
import type { Coded, Need } from '../../api/types/index.ts';
import { FileUpload } from '../file-upload.tsx';
import styles from './move-form.module.css';
import { scaleOf } from './scale.ts';

type Control = { readonly id?: string; readonly value?: unknown; readonly onChange?: (value: unknown) => void };

export function DateInput({ id, value, onChange }: Control) {
  return (
    <DatePicker
      {...(id && { id })}
      value={typeof value === 'string' && value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : undefined)}
      format="YYYY年M月D日"
      inputReadOnly
      style={{ width: 176 }}
    />
  );
}

/** A handful of choices is shown at once: one tap, nothing to open. */
export function Choices({ id, value, onChange, options }: Control & { readonly options: readonly Coded[] }) {
  return (
    <Radio.Group
      {...(id && { id })}
      value={value}
      onChange={(event) => onChange?.(event.target.value)}
      className={styles.choices ?? ''}
    >
      {options.map((option) => (
        <Radio key={option.code} value={option.code}>
          {option.title}
        </Radio>
      ))}
    </Radio.Group>
  );
}

export function NumberInput({ need, id, value, onChange }: Control & { readonly need: Need }) {
  const steps = scaleOf(need);
  if (!steps) {
    return (
      <InputNumber
        {...(id && { id })}
        value={typeof value === 'number' ? value : null}
        onChange={(next) => onChange?.(next ?? undefined)}
        {...(need.max && { max: need.max })}
        min={0}
        style={{ width: 160 }}
      />
    );
  }
  return (
    <Radio.Group
      {...(id && { id })}
      value={value}
      onChange={(event) => onChange?.(event.target.value)}
      className={styles.choices ?? ''}
    >
      {steps.map((step) => (
        <Radio key={step.value} value={step.value}>
          {step.label}
        </Radio>
      ))}
    </Radio.Group>
  );
}

/** Typed in 元, kept in 分. */
export function YuanInput({ id, value, onChange }: Control) {
  return (
    <InputNumber
      {...(id && { id })}
      value={typeof value === 'number' ? value / 100 : null}
      onChange={(yuan) => onChange?.(typeof yuan === 'number' ? Math.round(yuan * 100) : undefined)}
      min={0}
      precision={2}
      suffix="元"
      style={{ width: 200 }}
    />
  );
}

const YES_NO = [
  { label: '是', value: true },
  { label: '否', value: false },
];

/** Yes, no, or not said: an empty box would say no for him who said nothing. */
export function YesNo({ id, value, onChange }: Control) {
  return (
    <Radio.Group
      {...(id && { id })}
      value={value}
      options={YES_NO}
      onChange={(event) => onChange?.(event.target.value)}
      className={styles.choices ?? ''}
    />
  );
}

export function OneFile({ id, onChange, camera }: Control & { readonly camera?: boolean }) {
  return <FileUpload {...(id && { id })} max={1} onChange={(ids) => onChange?.(ids[0])} {...(camera && { camera })} />;
}
