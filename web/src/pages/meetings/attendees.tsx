import { Button, Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';
import { type Attendee, changeMeeting, type Meeting, meetingBase } from '../../api/meetings.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { Failure } from '../../parts/states.tsx';

type Props = { readonly meeting: Meeting; readonly manage: boolean };
const kinds = { unit: '单位', enterprise: '企业', person: '人员', guest: '来宾' } as const;

/** Who was asked, who came: ticked at the door. */
export function Attendees({ meeting, manage }: Props) {
  const send = useSend(changeMeeting, ['meetings']);
  const save = (attendees: readonly Attendee[]) => send.mutate({ ...meetingBase(meeting), attendees });
  const here = meeting.attendees.filter((one) => one.present).length;
  return (
    <section className={page.block} aria-label="到会">
      <h2 className="section-title">
        到会&thinsp;{here}&thinsp;/&thinsp;{meeting.attendees.length}
      </h2>
      <ul className="row" style={{ gap: '8px 24px' }}>
        {meeting.attendees.map((one, at) => (
          <li key={`${one.kind}-${one.id ?? one.name}`}>
            {manage ? (
              <Checkbox
                checked={one.present === true}
                disabled={send.isPending}
                onChange={(event) =>
                  save(
                    meeting.attendees.map((each, i) => (i === at ? { ...each, present: event.target.checked } : each)),
                  )
                }
              >
                {one.name}
              </Checkbox>
            ) : (
              `${one.name}${one.present ? '（到会）' : ''}`
            )}
          </li>
        ))}
      </ul>
      {manage && <Add busy={send.isPending} onAdd={(one) => save([...meeting.attendees, one])} />}
      {send.error && <Failure error={send.error} />}
    </section>
  );
}

function Add({ busy, onAdd }: { readonly busy: boolean; readonly onAdd: (one: Attendee) => void }) {
  const [name, setName] = useState('');
  const [kind, setKind] = useState<Attendee['kind']>('enterprise');
  const add = () => {
    onAdd({ kind, name: name.trim(), present: true });
    setName('');
  };
  return (
    <div className="row no-print" style={{ paddingTop: 8 }}>
      <Radio.Group
        aria-label="谁"
        value={kind}
        onChange={(event) => setKind(event.target.value)}
        options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
      />
      <Input
        aria-label="到会者名称"
        value={name}
        onChange={(event) => setName(event.target.value)}
        placeholder="名称"
        maxLength={60}
        style={{ width: 200 }}
      />
      <Button disabled={!name.trim()} loading={busy} onClick={add}>
        加入名单
      </Button>
    </div>
  );
}
