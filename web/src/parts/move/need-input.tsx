import { Input } from 'antd';
import type { Need, UnitRef } from '../../api/types/index.ts';
import { CodePicker } from '../code-picker.tsx';
import { CodesPicker } from '../codes-picker.tsx';
import { FileUpload } from '../file-upload.tsx';
import { PersonPicker } from '../person-picker.tsx';
import { SectionPicker } from '../section-picker.tsx';
import { UnitPicker } from '../unit-picker.tsx';
import { FieldsInput } from './fields-input.tsx';
import { ClockPicker, ObligationPicker } from './matter-choices.tsx';
import { MatterPicker } from './matter-picker.tsx';
import { Choices, DateInput, NumberInput, OneFile, YesNo, YuanInput } from './small-inputs.tsx';

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
    case 'section':
      return <SectionPicker {...common} />;
    case 'clock':
      return <ClockPicker {...common} />;
    case 'obligation':
      return <ObligationPicker {...common} />;
    case 'fields':
      return (
        <FieldsInput
          {...common}
          control={(field, value, onChange) => <NeedInput need={field} rows={1} value={value} onChange={onChange} />}
        />
      );
    case 'region':
      return <CodePicker {...common} list="region" />;
    case 'money':
      return <YuanInput {...common} />;
    case 'code':
      if (need.options && need.options.length <= 5) return <Choices {...common} options={need.options} />;
      return (
        <CodePicker
          {...common}
          {...(need.list && { list: need.list })}
          {...(need.options && { options: need.options })}
        />
      );
    case 'codes':
      return (
        <CodesPicker
          {...common}
          {...(need.list && { list: need.list })}
          {...(need.options && { options: need.options })}
        />
      );
    case 'date':
      return <DateInput {...common} />;
    case 'number':
      return <NumberInput {...common} need={need} />;
    case 'boolean':
      return <YesNo {...common} />;
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
