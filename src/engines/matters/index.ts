export { type AllowedMove, allowedMoves } from './allowed.ts';
export { isOpener, READS_ONLY, readsAll } from './authorise.ts';

export { isComplainedOf } from './complained.ts';
export type { DecisionContext, Directory, UnitInfo } from './context.ts';
export { type Holding, holdings } from './custody.ts';
export { decide } from './decide.ts';
export { ACTS } from './definition/act-names.ts';
export { completeNeeds } from './definition/complete.ts';
export { diagramMermaid } from './definition/diagram/mermaid.ts';
export { diagramSvg } from './definition/diagram/svg.ts';
export type { Finding } from './definition/finding.ts';
export { helpText } from './definition/help.ts';
export { type LoadedLoop, loadLoop } from './definition/load.ts';
export { overlayLoop } from './definition/overlay.ts';
export type { ProveOptions } from './definition/prove.ts';
export {
  type Act,
  type Audience,
  type Clock,
  type Effect,
  type Field,
  FieldType,
  type LegalBasis,
  LoopDefinition,
  type Move,
  type Need,
  NeedType,
  type State,
} from './definition/schema.ts';
export { type Entitlement, entitled } from './entitle.ts';
export {
  type ActData,
  type ContentRef,
  type Custodian,
  type EventBody,
  type EventType,
  type Inputs,
  isRef,
  type MatterEvent,
} from './events.ts';
export { fold } from './evolve.ts';
export { neededIn } from './guard.ts';
export { LAMPS, type Lamp, type LampReading, lampOf, nearAtOf, nearestClock } from './lamp.ts';
export type { MoveCommand } from './make-move.ts';
export { decideMigration } from './migrate.ts';
export { numberFor, sequenceOf } from './number.ts';
export { canOpen, type OpenCommand, open } from './open.ts';
export { type Reaction, react } from './react.ts';
export { type Calendars, decideReprojection } from './reproject.ts';
export { Coded, MatterRow, Ms, Named } from './row-view.ts';
export { printedFields, type Standing, standingOf } from './standing.ts';
export {
  type CustodySegment,
  currentHop,
  type Hop,
  type HopStage,
  type MatterClock,
  type MatterState,
  type ObligationState,
} from './state.ts';
export { decideDue, pending } from './sweep.ts';
