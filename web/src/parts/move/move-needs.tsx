import { Form } from 'antd';
import { useState } from 'react';
import type { Move, UnitRef } from '../../api/types/index.ts';
import styles from './move-form.module.css';
import { NeedInput } from './need-input.tsx';
import { isEmpty, type Values } from './use-move-draft.ts';

type Props = {
  readonly move: Move;
  readonly values: Values;
  readonly known: readonly UnitRef[];
  readonly camera: boolean;
  readonly compact: boolean;
};

/** The questions; in a compact form those that may stay empty are named and wait behind one click. */
export function MoveNeeds({ move, values, known, camera, compact }: Props) {
  const [folded, setFolded] = useState(() =>
    compact
      ? move.needs.filter((need) => !need.required && need.type !== 'longtext' && isEmpty(values[need.name]))
      : [],
  );
  return (
    <>
      {move.needs
        .filter((need) => !folded.includes(need))
        .map((need) => (
          <Form.Item
            key={need.name}
            name={need.name}
            label={need.title}
            {...(need.hint && { extra: need.hint })}
            rules={need.required ? [{ required: true, message: `请填写${need.title}` }] : []}
          >
            <NeedInput need={need} known={known} camera={camera} rows={compact ? 1 : 3} />
          </Form.Item>
        ))}
      {folded.length > 0 && (
        <button type="button" className={`plain-button meta ${styles.unfold}`} onClick={() => setFolded([])}>
          还可填写：{folded.map((need) => need.title).join('、')}
        </button>
      )}
    </>
  );
}
