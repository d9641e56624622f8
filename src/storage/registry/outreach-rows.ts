import type { Attendee, Meeting, MeetingItem, Visit } from '#domains/outreach';
import type { Grid } from '#engines/registry';
import { day } from '#kernel';

/** Free text may name people, so it lies encrypted; `main` gives the key. */
export type Seal = {
  readonly seal: (text: string) => Uint8Array;
  readonly open: (cipher: Uint8Array) => string;
};

export type GridRow = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'community' | 'grid';
  readonly parent_id: string | null;
  readonly region: string;
  readonly catch_all: boolean;
  readonly valid_from: string;
  readonly valid_to: string | null;
};

export const gridFrom = (row: GridRow): Grid => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  parent: row.parent_id,
  region: row.region,
  validFrom: day(row.valid_from),
  ...(row.valid_to !== null && { validTo: day(row.valid_to) }),
  ...(row.catch_all && { catchAll: true }),
});

export type VisitRow = {
  readonly id: string;
  readonly enterprise_id: string;
  readonly grid_id: string | null;
  readonly visitor: string;
  readonly unit_id: string | null;
  readonly at: number;
  readonly kind: Visit['kind'];
  readonly place: string | null;
  readonly mood: Visit['mood'] | null;
  readonly note_cipher: Uint8Array | null;
  readonly files: string[];
  readonly matter_id: string | null;
};

export const visitFrom = (row: VisitRow, { open }: Seal): Visit => ({
  id: row.id,
  enterprise: row.enterprise_id,
  visitor: row.visitor,
  at: row.at,
  kind: row.kind,
  files: row.files,
  ...(row.grid_id !== null && { grid: row.grid_id }),
  ...(row.unit_id !== null && { unit: row.unit_id }),
  ...(row.place !== null && { place: row.place }),
  ...(row.mood && { mood: row.mood }),
  ...(row.note_cipher !== null && { note: open(row.note_cipher) }),
  ...(row.matter_id !== null && { matter: row.matter_id }),
});

export type MeetingRow = {
  readonly id: string;
  readonly kind: Meeting['kind'];
  readonly title: string;
  readonly session: number;
  readonly starts_at: number;
  readonly ends_at: number;
  readonly place: string;
  readonly convener: string | null;
  readonly status: Meeting['status'];
  readonly agenda: string[];
  readonly attendees: Attendee[];
  readonly minutes_cipher: Uint8Array | null;
  readonly closed_at: number | null;
};

export type ItemRow = {
  readonly id: string;
  readonly meeting_id: string;
  readonly kind: MeetingItem['kind'];
  readonly text_cipher: Uint8Array;
  readonly enterprise_id: string | null;
  readonly category: string | null;
  readonly region: string | null;
  readonly unit_id: string | null;
  readonly matter_id: string | null;
  readonly answer_cipher: Uint8Array | null;
};

export const meetingFrom = (row: MeetingRow, items: readonly ItemRow[], seal: Seal): Meeting => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  session: row.session,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  place: row.place,
  status: row.status,
  agenda: row.agenda,
  attendees: row.attendees,
  items: items.filter((each) => each.meeting_id === row.id).map((each) => itemFrom(each, seal)),
  ...(row.convener !== null && { convener: row.convener }),
  ...(row.minutes_cipher !== null && { minutes: seal.open(row.minutes_cipher) }),
  ...(row.closed_at !== null && { closedAt: row.closed_at }),
});

const itemFrom = (row: ItemRow, { open }: Seal): MeetingItem => ({
  id: row.id,
  kind: row.kind,
  text: open(row.text_cipher),
  ...(row.enterprise_id !== null && { enterprise: row.enterprise_id }),
  ...(row.category !== null && { category: row.category }),
  ...(row.region !== null && { region: row.region }),
  ...(row.unit_id !== null && { unit: row.unit_id }),
  ...(row.matter_id !== null && { matter: row.matter_id }),
  ...(row.answer_cipher !== null && { answer: open(row.answer_cipher) }),
});
