import { Button } from 'antd';
import { useSite } from '../../api/session.ts';
import type { CodeItem, Move, Need, UnitRef } from '../../api/types/index.ts';
import { Failure } from '../states.tsx';
import { dayOf } from '../time.ts';
import styles from './move-form.module.css';
import type { useMoveDraft } from './use-move-draft.ts';

type Props = {
  readonly move: Move;
  readonly draft: ReturnType<typeof useMoveDraft>;
  readonly known: readonly UnitRef[];
};

/** What cannot be undone is read once more before it is sent. */
export function MoveCheck({ move, draft, known }: Props) {
  const lists = useSite()?.lists ?? {};
  return (
    <div className={styles.form}>
      <p className="meta">请核对，确认后不能撤回。</p>
      <dl className={styles.check}>
        {move.needs.map((need) => (
          <div key={need.name}>
            <dt className="meta">{need.title}</dt>
            <dd className="keep-lines">{display(need, draft.values[need.name], lists, known)}</dd>
          </div>
        ))}
      </dl>
      {draft.error && <Failure error={draft.error} />}
      <div className={styles.actions}>
        <Button type="primary" loading={draft.sending} onClick={draft.submit}>
          {`确认${move.title}`}
        </Button>
        <Button onClick={() => draft.setChecking(false)}>返回修改</Button>
      </div>
    </div>
  );
}

function display(
  need: Need,
  value: unknown,
  lists: Readonly<Record<string, readonly CodeItem[]>>,
  known: readonly UnitRef[],
): string {
  if (value === undefined || value === null || value === '') return '未填';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (need.type === 'date') return dayOf(String(value));
  if (need.type === 'files' && Array.isArray(value)) return `${value.length} 件`;
  if (need.type === 'file') return '1 件';
  const name = (one: unknown): string => {
    const items = need.options ?? (need.list ? lists[need.list] : undefined);
    return (
      items?.find((item) => item.code === one)?.title ?? known.find((unit) => unit.id === one)?.name ?? String(one)
    );
  };
  return Array.isArray(value) ? value.map(name).join('、') : name(value);
}
