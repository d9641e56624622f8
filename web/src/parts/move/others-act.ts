import type { MatterDetail, TimelineEntry } from '../../api/types/index.ts';

const acted = ({ type }: TimelineEntry): boolean => !type.startsWith('clock-') && type !== 'comment';

/** What somebody else did to the matter since it was at `seq`; the last of it. */
export const othersAct = (
  { timeline }: Pick<MatterDetail, 'timeline'>,
  seq: number,
  me: string | undefined,
): TimelineEntry | undefined =>
  [...timeline]
    .sort((a, b) => b.seq - a.seq)
    .find((entry) => entry.seq > seq && entry.actor?.id !== me && acted(entry));
