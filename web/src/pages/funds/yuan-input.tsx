import { InputNumber } from 'antd';

type Props = { readonly id?: string; readonly value?: number | null; readonly onChange?: (fen: number | null) => void };

/** Typed in 元, kept in 分. */
export function YuanInput({ id, value, onChange }: Props) {
  return (
    <InputNumber
      {...(id && { id })}
      value={value == null ? null : value / 100}
      onChange={(yuan) => onChange?.(yuan == null ? null : Math.round(yuan * 100))}
      precision={2}
      suffix="元"
      style={{ width: 220 }}
    />
  );
}
