import { Button, Checkbox, Input, Tag } from 'antd';
import { useRef } from 'react';
import { newKey } from '../../api/idempotency.ts';
import { useComment } from '../../api/matters.ts';
import type { MatterDetail } from '../../api/types/index.ts';
import { Failure } from '../../parts/states.tsx';
import { when } from '../../parts/time.ts';
import { useDraft } from '../../parts/use-draft.ts';
import { useNow } from '../../parts/use-now.ts';
import styles from './lines.module.css';

export function CommentBox({ matter }: { readonly matter: MatterDetail }) {
  const now = useNow();
  const [draft, keep, drop] = useDraft(`${matter.id}.comment`, { text: '', internal: true });
  const send = useComment();
  const key = useRef(newKey());
  const submit = () =>
    send.mutate(
      { id: matter.id, ...draft, key: key.current },
      {
        onSuccess: () => {
          drop();
          keep({ text: '', internal: draft.internal });
          key.current = newKey();
        },
      },
    );
  return (
    <>
      <ul className={styles.lines}>
        {matter.comments.map((comment) => (
          <li key={comment.id}>
            <div className="row">
              <strong>{comment.by}</strong>
              {comment.internal ? <Tag>内部</Tag> : <Tag>企业可见</Tag>}
              <span className="meta">{when(comment.at, now)}</span>
            </div>
            <p className="keep-lines">{comment.text}</p>
          </li>
        ))}
      </ul>
      <div className="no-print stack" style={{ gap: 8, maxWidth: 640 }}>
        <Input.TextArea
          aria-label="写留言"
          placeholder="写一句给同事或企业的话"
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={draft.text}
          onChange={(event) => keep({ ...draft, text: event.target.value })}
        />
        <div className="row">
          <Checkbox checked={!draft.internal} onChange={(event) => keep({ ...draft, internal: !event.target.checked })}>
            企业也能看到
          </Checkbox>
          <Button disabled={draft.text.trim() === ''} loading={send.isPending} onClick={submit}>
            留言
          </Button>
        </div>
        {send.error && <Failure error={send.error} />}
      </div>
    </>
  );
}
