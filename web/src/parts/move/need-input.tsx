import { Checkbox, DatePicker, Input, InputNumber } from 'antd';
import dayjs from 'dayjs';
import type { Need, UnitRef } from '../../api/types/index.ts';
import { CodePicker } from '../code-picker.tsx';
import { FileUpload } from '../file-upload.tsx';
import { PersonPicker } from '../person-picker.tsx';
import { UnitPicker } from '../unit-picker.tsx';
import { MatterPicker } from './matter-picker.tsx';

// antd's Form passes value and onChange; their types vary by need and are checked again by the server.
type Props = {
  readonly need: Need;
  readonly id?: string;
  readonly value?: unknown;
  readonly onChange?: (value: unknown) => void;
  readonly known?: readonly UnitRef[];
  readonly camera?: boolean;
  readonly rows?: number;
};

/** One need of a move as the control a person expects. */
export function NeedInput({ need, known, camera, rows = 3, ...rest }: Props) {
  const common = rest as { id?: string; value?: never; onChange?: (value: unknown) => void };
  switch (need.type) {
    case 'longtext':
      return (
        <Input.TextArea
          {...common}
          autoSize={{ minRows: rows, maxRows: 12 }}
          {...(need.max && { maxLength: need.max, showCount: rows > 1 })}
        />
      );
    case 'unit':
      return <UnitPicker {...common} {...(known && { known })} />;
    case 'units':
      return <UnitPicker multiple {...common} {...(known && { known })} />;
    case 'person':
      return <PersonPicker {...common} />;
    case 'code':
      return (
        <CodePicker
          {...common}
          {...(need.list && { list: need.list })}
          {...(need.options && { options: need.options })}
        />
      );
    case 'date':
      return <DateInput {...common} />;
    case 'number':
      return <InputNumber {...common} {...(need.max && { max: need.max })} min={0} style={{ width: 160 }} />;
    case 'boolean':
      return <YesNo {...common} title={need.hint ?? '是'} />;
    case 'file':
      return <OneFile {...common} {...(camera && { camera })} />;
    case 'files':
      return <FileUpload {...common} {...(need.max && { max: need.max })} {...(camera && { camera })} />;
    case 'matter':
      return <MatterPicker {...common} />;
    default:
      return <Input {...common} {...(need.max && { maxLength: need.max })} />;
  }
}

type Control = { readonly id?: string; readonly value?: unknown; readonly onChange?: (value: unknown) => void };

function DateInput({ id, value, onChange }: Control) {
  return (
    <DatePicker
      {...(id && { id })}
      value={typeof value === 'string' && value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : undefined)}
      format="YYYY年M月D日"
      inputReadOnly
    />
  );
}

function YesNo({ id, value, onChange, title }: Control & { readonly title: string }) {
  return (
    <Checkbox {...(id && { id })} checked={value === true} onChange={(event) => onChange?.(event.target.checked)}>
      {title}
    </Checkbox>
  );
}

function OneFile({ id, onChange, camera }: Control & { readonly camera?: boolean }) {
  return <FileUpload {...(id && { id })} max={1} onChange={(ids) => onChange?.(ids[0])} {...(camera && { camera })} />;
}
