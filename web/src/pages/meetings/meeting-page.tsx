import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect } from 'react';
import { calendarUrl, closeMeeting, type Meeting, meetingQuery } from '../../api/meetings.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { dotted } from '../../parts/dotted.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Failure } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { Attendees } from './attendees.tsx';
import { ItemForm } from './item-form.tsx';
import { ItemLine } from './item-line.tsx';
import { kindWords, statusWords } from './meeting-words.ts';
import { Minutes } from './minutes.tsx';

const route = getRouteApi('/official/meetings/$id');

/** One session: what the last one resolved and how it stands, then this one's people, minutes and items. */
export function MeetingPage() {
  const { id } = route.useParams();
  const query = useQuery(meetingQuery(id));
  return <QueryView query={query}>{(meeting) => <Whole meeting={meeting} />}</QueryView>;
}

function Whole({ meeting }: { readonly meeting: Meeting }) {
  const now = useNow();
  const manage = can(useAccount(), 'meetings.manage') && ['planned', 'held'].includes(meeting.status);
  const close = useSend(closeMeeting, ['meetings']);
  const { reset } = close;
  const state = `${meeting.unassigned} ${meeting.minutes ?? ''}`;
  // What stood in the way may be gone: the refusal goes with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of state that matters
  useEffect(() => reset(), [state, reset]);
  const facts = dotted(
    kindWords[meeting.kind],
    `第\u2009${meeting.session}\u2009次`,
    moment(meeting.startsAt, now),
    meeting.place,
    statusWords[meeting.status],
  );
  const actions = (
    <>
      <PrintButton />
      <Button href={calendarUrl(meeting.id)}>加入日历</Button>
      {manage && (
        <Button type="primary" loading={close.isPending} onClick={() => close.mutate(meeting.id)}>
          会议办结
        </Button>
      )}
    </>
  );
  return (
    <Page title={meeting.title} meta={facts} actions={actions}>
      {close.error && <Failure error={close.error} />}
      <div className="panel">
        <Agenda agenda={meeting.agenda} />
        <Before items={meeting.before} />
        <section className={page.block} aria-label="会上事项">
          <h2 className="section-title">会上提出的问题、建议和议定事项</h2>
          <ul>
            {meeting.items.map((item) => (
              <ItemLine key={item.id} meeting={meeting.id} item={item} manage={manage} />
            ))}
          </ul>
          {meeting.items.length === 0 && <p className="meta">还没有记下事项。每条都要交办，或由单位当场答复。</p>}
          {manage && <ItemForm meeting={meeting.id} />}
        </section>
        <Attendees meeting={meeting} manage={manage} />
        <Minutes meeting={meeting} manage={manage} />
      </div>
    </Page>
  );
}

function Agenda({ agenda }: { readonly agenda: readonly string[] }) {
  if (agenda.length === 0) return null;
  return (
    <section className={page.block} aria-label="议程">
      <h2 className="section-title">议程</h2>
      <ol style={{ listStyle: 'decimal', paddingLeft: 24 }}>
        {agenda.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </section>
  );
}

function Before({ items }: { readonly items: Meeting['before'] }) {
  if (items.length === 0) return null;
  return (
    <section className={page.block} aria-label="上次会议事项">
      <h2 className="section-title">上次会议事项的进展</h2>
      <ul>
        {items.map((item) => (
          <ItemLine key={item.id} item={item} manage={false} />
        ))}
      </ul>
    </section>
  );
}
