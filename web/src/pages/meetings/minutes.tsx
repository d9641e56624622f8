import { Button, Input } from 'antd';
import { changeMeeting, type Meeting, meetingBase } from '../../api/meetings.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { Failure } from '../../parts/states.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useNow } from '../../parts/use-now.ts';

type Props = { readonly meeting: Meeting; readonly manage: boolean };

/** 纪要; a draft is kept while it is written. Saving minutes of a session that began says that it was held. */
export function Minutes({ meeting, manage }: Props) {
  const now = useNow();
  const [text, setText, dropDraft] = useDraft(`minutes.${meeting.id}`, meeting.minutes ?? '');
  const send = useSend(changeMeeting, ['meetings']);
  const held = meeting.status === 'planned' && meeting.startsAt <= now;
  const save = () =>
    send.mutate({ ...meetingBase(meeting), minutes: text, ...(held && { status: 'held' }) }, { onSuccess: dropDraft });
  return (
    <section className={page.block} aria-label="会议纪要">
      <h2 className="section-title">会议纪要</h2>
      {manage ? (
        <div className="stack no-print" style={{ maxWidth: 880 }}>
          <Input.TextArea
            aria-label="会议纪要"
            autoSize={{ minRows: 5, maxRows: 24 }}
            maxLength={20_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          {send.error && <Failure error={send.error} />}
          <div className="row">
            <Button disabled={text === (meeting.minutes ?? '')} loading={send.isPending} onClick={save}>
              保存纪要
            </Button>
            {send.isSuccess && text === (meeting.minutes ?? '') && <span role="status">已保存</span>}
          </div>
        </div>
      ) : (
        <p className="keep-lines">{meeting.minutes ?? '还没有写'}</p>
      )}
      {manage && <p className="keep-lines print-only">{meeting.minutes}</p>}
    </section>
  );
}
