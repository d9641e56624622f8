export { type ChartNode, chartOf } from './chart.ts';
export { type Directory, type DirectoryOptions, type DirectoryUnit, directoryOf } from './directory.ts';
export * from './facts/index.ts';
export {
  decideLeaveGrid,
  decideMoveEnterprise,
  GRID_OFFICER,
  type Grid,
  type GridDirectory,
  type GridOfDay,
  type GridSnapshot,
  gridDirectory,
  gridGaps,
  IN_GRID,
  SERVES_GRID,
} from './grids.ts';
export { decideEndPost, decideHandOver, type Ending, staysOn } from './hand-over.ts';
export {
  answersOn,
  decideTakers,
  type HandedOver,
  NAMED_DUTIES,
  type NamedDuty,
  type NamedDutyKind,
  type Taken,
} from './named-duties.ts';
export { comparable, nearestNames } from './names.ts';
export * from './one-code/index.ts';
export { type Organisation, organisationOn } from './organisation.ts';
export {
  type NameIndex,
  nameIndex,
  type Resolution,
  type ResolvedName,
  resolveUnits,
  type UnknownName,
} from './resolve-units.ts';
export { holdsOn } from './terms.ts';
export {
  type Evidence,
  LEADS_BLOCK,
  type Post,
  type Region,
  type RegistrySnapshot,
  type Relation,
  type Term,
  type Unit,
  type UnitFilter,
  type UnitSettings,
} from './types.ts';
