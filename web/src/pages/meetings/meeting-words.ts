import type { ItemKind, MeetingKind, MeetingRow } from '../../api/meetings.ts';

export const kindWords: Readonly<Record<MeetingKind, string>> = {
  roundtable: '政企沟通圆桌例会',
  talk: '亲清半月谈',
  council: '议事协商会',
};
export const statusWords: Readonly<Record<MeetingRow['status'], string>> = {
  planned: '待召开',
  held: '已召开',
  closed: '已办结',
  cancelled: '已取消',
};
export const itemWords: Readonly<Record<ItemKind, string>> = {
  problem: '问题',
  suggestion: '建议',
  resolution: '议定事项',
};
