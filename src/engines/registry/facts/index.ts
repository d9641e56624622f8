export type { CellFault } from './cell-limits.ts';
export { type CertificateKind, type CertificateState, certificateState } from './certificates.ts';
export { factColumn, factColumnType } from './columns.ts';
export { shiftDecimal } from './decimals.ts';
export { type FactDefinition, type FactGroup, isHiddenFrom, PLACE, type Sensitivity } from './definition.ts';
export {
  type ScaleAnswer,
  type ScaleLevel,
  type ScaleRule,
  type ScaleRules,
  scaleRule,
} from './enterprise-scale.ts';
export { type FactCatalogue, factCatalogueOf } from './fact-catalogue.ts';
export { CODE_COLUMN, type ColumnMeaning, headingOf, matchHeadings } from './match-headings.ts';
export {
  beginRow,
  dropRow,
  endRow,
  newPacking,
  type PackedRow,
  packedRow,
  packedValue,
  packSeparator,
} from './packed-row.ts';
export { type Precedence, rankOf, type SourceClaim, type SourceKind } from './precedence.ts';
export {
  type CellOptions,
  type CellPacker,
  type CellReader,
  type CodeLookup,
  cellPacker,
  cellReader,
} from './read-cell.ts';
export { type RecordChange, type Subscription, subscribersOf } from './subscriptions.ts';
export { cellsOf, isBlankLine, lineOf, SEPARATOR, type TableLine } from './table-line.ts';
export {
  type ConditionAnswer,
  type RungData,
  type RungRule,
  rungRule,
  type TagData,
  type TagRule,
  tagRule,
} from './tag-rules.ts';
