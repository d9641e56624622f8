export { loadCalendar } from './calendar.ts';
export { type Finding, formatFinding } from './finding.ts';
export { checkPacks, loadPacks, stacksOf } from './load-packs.ts';
export type { LoopFile, Pack } from './pack.ts';
export type { CodeList, ListItem, PermissionEntry, RoleEntry, Source } from './schema.ts';
