import type { AnyOperation } from '#kernel';
import { gridOperations } from './grid-operations.ts';
import { leaderOperations } from './leader-operations.ts';
import { meetingOperations } from './meeting-operations.ts';
import type { OutreachPorts } from './ports.ts';
import { visitOperations } from './visit-operations.ts';

export { gridOfEnterprise } from './grid-operations.ts';
export type { Attendee, Meeting, MeetingItem, MeetingKind } from './meeting.ts';
export type {
  GridEnterprise,
  MatterState,
  OpenAppeal,
  OpenedAppeal,
  OutreachPorts,
  OutreachStore,
  OutreachWriter,
  Visit,
  VisitQuery,
} from './ports.ts';

/** 社区、网格、走访、挂联、圆桌: how people, not forms, collect problems. */
export const outreachOperations = (ports: OutreachPorts) =>
  [
    ...gridOperations(ports),
    ...visitOperations(ports),
    ...leaderOperations(ports),
    ...meetingOperations(ports),
  ] satisfies readonly AnyOperation[];
