import { Button, Form, type FormProps } from 'antd';
import { useEffect } from 'react';
import type { MatterDetail, Move, UnitRef } from '../../api/types/index.ts';
import { Failure } from '../states.tsx';
import { prefilled } from './draft-reply.ts';
import { JudgedText } from './judged-text.tsx';
import { MoveCheck } from './move-check.tsx';
import { MoveContext } from './move-context.ts';
import styles from './move-form.module.css';
import { MoveNeeds } from './move-needs.tsx';
import { oneUnitOnce } from './one-unit-once.ts';
import { News } from './taken-away.tsx';
import { isEmpty, useMoveDraft, type Values } from './use-move-draft.ts';

type Props = {
  readonly matter: MatterDetail;
  readonly move: Move;
  readonly initial?: Readonly<Values>;
  readonly known?: readonly UnitRef[];
  readonly camera?: boolean;
  readonly autoFocus?: boolean;
  /** Labels at the side and the optional folded: for the desk, where the matter must stay in sight. */
  readonly compact?: boolean;
  readonly onDone: (detail: MatterDetail) => void;
  readonly onCancel: () => void;
};

/** The `needs` of a move as a form: one column, the draft kept, what cannot be undone checked before sending. */
export function MoveForm({
  matter,
  move,
  initial,
  known = [],
  camera = false,
  autoFocus,
  compact = false,
  ...on
}: Props) {
  const [form] = Form.useForm<Values>();
  const draft = useMoveDraft({
    matter,
    move,
    initial: { ...prefilled(matter, move), ...initial },
    onDone: on.onDone,
  });
  const missing = move.needs.find((need) => need.required && isEmpty(draft.values[need.name]))?.name;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it opens; later the person is where he is
  useEffect(() => {
    if (autoFocus && missing) form.focusField(missing);
  }, []);
  if (draft.checking) {
    return <MoveCheck move={move} draft={draft} known={known} />;
  }
  return (
    <MoveContext value={matter}>
      <Form<Values>
        form={form}
        {...layoutOf(compact)}
        initialValues={draft.values}
        onValuesChange={(changed, values) => {
          const apart = oneUnitOnce(move.needs, changed, values);
          form.setFieldsValue(apart);
          draft.change({ ...values, ...apart });
        }}
        onFinish={() => (move.danger ? draft.setChecking(true) : draft.submit())}
        className={`${styles.form} ${compact ? styles.compact : ''}`}
      >
        {move.why && <p className="meta">{move.why}</p>}
        {draft.kept && move.needs.length > 0 && <p className="meta">已接着上次没有提交的草稿。</p>}
        <JudgedText matter={matter} move={move} />
        <MoveNeeds move={move} values={draft.values} known={known} camera={camera} compact={compact} />
        {draft.error && (
          <Failure error={draft.error}>
            <News matter={matter} since={draft.since} />
          </Failure>
        )}
        <div className={styles.actions}>
          <Button type="primary" htmlType="submit" loading={draft.sending} autoFocus={autoFocus === true && !missing}>
            {submitWords(move, draft.error !== null)}
          </Button>
          <Button onClick={on.onCancel}>取消</Button>
        </div>
      </Form>
    </MoveContext>
  );
}

const layoutOf = (compact: boolean): FormProps =>
  compact
    ? { layout: 'horizontal', labelCol: { flex: '80px' }, colon: false, requiredMark: false }
    : { layout: 'vertical', requiredMark: 'optional' };

function submitWords(move: Move, failed: boolean): string {
  if (move.danger) return '下一步：核对';
  return failed ? `重试${move.title}` : move.title;
}
