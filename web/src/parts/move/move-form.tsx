import { Button, Form } from 'antd';
import { useRef, useState } from 'react';
import { newKey } from '../../api/idempotency.ts';
import { useMove } from '../../api/matters.ts';
import type { MatterDetail, Move, UnitRef } from '../../api/types/index.ts';
import { Failure } from '../states.tsx';
import { useDraft } from '../use-draft.ts';
import { MoveCheck } from './move-check.tsx';
import { MoveContext } from './move-context.ts';
import styles from './move-form.module.css';
import { NeedInput } from './need-input.tsx';

type Values = Record<string, unknown>;

type Props = {
  readonly matter: MatterDetail;
  readonly move: Move;
  readonly initial?: Readonly<Values>;
  readonly known?: readonly UnitRef[];
  readonly camera?: boolean;
  readonly autoFocus?: boolean;
  /** Labels at the side: for the desk, where the matter must stay in sight. */
  readonly compact?: boolean;
  readonly onDone: (detail: MatterDetail) => void;
  readonly onCancel: () => void;
};

/** The `needs` of a move as a form: one column, the draft kept on this device, dangerous ones checked before sending. */
export function MoveForm({ matter, move, initial, known, camera, autoFocus, compact, onDone, onCancel }: Props) {
  const [form] = Form.useForm<Values>();
  const [draft, keep, drop, kept] = useDraft<Values>(`${matter.id}.${move.move}`, { ...initial });
  const [checking, setChecking] = useState(false);
  const send = useMove();
  const key = useRef(newKey());
  const submit = () =>
    send.mutate(
      {
        id: matter.id,
        move: move.move,
        input: clean(draft),
        key: key.current,
        seq: matter.seq,
      },
      {
        onSuccess: (detail) => {
          drop();
          onDone(detail);
        },
      },
    );
  const change = (values: Values) => {
    // Other words are another act, so they get another key.
    key.current = newKey();
    keep(values);
  };
  if (checking) {
    return (
      <MoveCheck
        move={move}
        values={draft}
        known={known ?? []}
        sending={send.isPending}
        error={send.error}
        onBack={() => setChecking(false)}
        onSend={submit}
      />
    );
  }
  return (
    <MoveContext value={matter}>
      <Form<Values>
        form={form}
        {...(compact ? { layout: 'horizontal', labelCol: { flex: '80px' }, colon: false } : { layout: 'vertical' })}
        requiredMark={compact ? false : 'optional'}
        initialValues={draft}
        onValuesChange={(_, values) => change({ ...draft, ...values })}
        onFinish={() => (move.danger ? setChecking(true) : submit())}
        className={`${styles.form} ${compact ? styles.compact : ''}`}
      >
        {move.why && <p className="meta">{move.why}</p>}
        {kept && move.needs.length > 0 && <p className="meta">已接着上次没有提交的草稿。</p>}
        {move.needs.map((need) => (
          <Form.Item
            key={need.name}
            name={need.name}
            label={need.title}
            {...(need.hint && need.type !== 'boolean' && { extra: need.hint })}
            rules={need.required ? [{ required: true, message: `请填写${need.title}` }] : []}
          >
            <NeedInput
              need={need}
              {...(compact && { rows: 1 })}
              {...(known && { known })}
              {...(camera && { camera })}
            />
          </Form.Item>
        ))}
        {send.error && <Failure error={send.error} />}
        <div className={styles.actions}>
          <Button type="primary" htmlType="submit" loading={send.isPending} {...(autoFocus && { autoFocus })}>
            {submitWords(move, send.error !== null)}
          </Button>
          <Button onClick={onCancel}>取消</Button>
        </div>
      </Form>
    </MoveContext>
  );
}

function submitWords(move: Move, failed: boolean): string {
  if (move.danger) return '下一步：核对';
  return failed ? `重试${move.title}` : move.title;
}

/** Empty answers are not sent: absent and empty must not be two things. */
function clean(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) =>
        value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
