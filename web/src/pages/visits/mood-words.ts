import type { Mood, VisitKind } from '../../api/outreach.ts';

export const moodWords: Readonly<Record<Mood, string>> = { well: '经营平稳', slow: '有些吃力', hard: '比较困难' };
export const kindWords: Readonly<Record<VisitKind, string>> = { visit: '上门', call: '电话', leader: '领导走访' };
