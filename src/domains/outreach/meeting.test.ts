import { describe, expect, test } from 'vitest';
import { instant, isRefusal } from '#kernel';
import { decideCloseMeeting, type Meeting, meetingWarning } from './meeting.ts';
import { meetingCalendar } from './meeting-calendar.ts';

const at = (text: string): number => instant(text);
const meeting = (more: Partial<Meeting> = {}): Meeting => ({
  id: 'm1',
  kind: 'roundtable',
  title: '第 3 次政企沟通圆桌例会',
  session: 3,
  startsAt: at('2026-07-10T14:30'),
  endsAt: at('2026-07-10T17:00'),
  place: '市行政中心 3 号楼 401',
  status: 'held',
  agenda: ['通报上次会议事项', '企业提问'],
  attendees: [{ kind: 'guest', name: '示例企业代表' }],
  items: [],
  minutes: '会议议定以下事项。',
  ...more,
});

describe('closing a roundtable', () => {
  const after = at('2026-07-11T09:00');

  test('is refused while an item is in nobody’s hands, and each is named', () => {
    const items = [
      { id: 'a', kind: 'problem' as const, text: '园区道路破损', matter: 'x' },
      { id: 'b', kind: 'problem' as const, text: '用电双回路迟迟未批' },
    ];
    const no = decideCloseMeeting(meeting({ items }), after);
    expect(isRefusal(no) && no.parts.at).toEqual([{ path: 'items.b', message: '用电双回路迟迟未批' }]);
  });

  test('takes an answer in the room only with the unit that gave it', () => {
    const item = { id: 'b', kind: 'suggestion' as const, text: '建议增开公交', answer: '下月调整线路' };
    expect(isRefusal(decideCloseMeeting(meeting({ items: [item] }), after))).toBe(true);
    const answered = decideCloseMeeting(meeting({ items: [{ ...item, unit: 'qz-transport' }] }), after);
    expect(answered).toMatchObject({ status: 'closed', closedAt: after });
  });

  test('is refused before it took place, without minutes, and twice', () => {
    const { minutes: _none, ...bare } = meeting();
    for (const [each, now] of [
      [meeting(), at('2026-07-09T09:00')],
      [bare, after],
      [meeting({ status: 'closed' }), after],
    ] as const)
      expect(isRefusal(decideCloseMeeting(each, now))).toBe(true);
  });
});

describe('two months without a roundtable', () => {
  const warn = (all: readonly Meeting[], now: string) => meetingWarning(all, 'roundtable', 2, at(now));

  test('warn from the day they are full, and not before', () => {
    expect(warn([meeting()], '2026-09-09T23:00')).toBeUndefined();
    expect(warn([meeting()], '2026-09-10T00:00')).toMatchObject({ lastDay: '2026-07-10', dueDay: '2026-09-10' });
  });

  test('do not count a cancelled one, and are settled by one planned in time', () => {
    const cancelled = meeting({ id: 'm2', startsAt: at('2026-08-20T14:30'), status: 'cancelled' });
    expect(warn([meeting(), cancelled], '2026-09-10T08:00')?.lastDay).toBe('2026-07-10');
    const planned = meeting({ id: 'm3', startsAt: at('2026-09-10T14:30'), status: 'planned' });
    expect(warn([meeting(), planned], '2026-09-10T08:00')).toBeUndefined();
  });

  test('a city that never held one is told so', () => {
    expect(warn([], '2026-09-10T08:00')?.text).toContain('还没有安排过政企沟通圆桌例会');
  });
});

test('the calendar file keeps its UID, says UTC and leaves the attendees out', () => {
  const text = meetingCalendar(meeting(), { baseUrl: 'https://biz.example.cn', stamp: at('2026-07-01T08:00') });
  expect(text).toContain('BEGIN:VCALENDAR');
  expect(text).toContain('UID:m1@biz.example.cn');
  expect(text).toContain('DTSTART:20260710T063000Z');
  expect(text).toContain('DTSTAMP:20260701T000000Z');
  expect(text.replace(/\r\n[ \t]/g, '')).toContain('SUMMARY:第 3 次政企沟通圆桌例会');
  expect(text).not.toMatch(/ATTENDEE|示例企业代表/);
});

test('a site that was not told its own address has a calendar file too, without a link', () => {
  const text = meetingCalendar(meeting(), { baseUrl: '', stamp: at('2026-07-01T08:00') });
  expect(text).toContain('UID:m1@clearway');
  expect(text).not.toContain('URL');
});
