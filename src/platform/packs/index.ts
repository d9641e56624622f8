export { loadCalendar } from './calendar.ts';
export { type Finding, formatFinding } from './finding.ts';
export { checkPacks, loadPacks, stacksOf } from './load-packs.ts';
export type { LoopFile, Pack } from './pack.ts';
export { type CodeList, type ListItem, type PermissionEntry, type RoleEntry, Source } from './schema.ts';
