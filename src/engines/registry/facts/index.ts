export { type CertificateKind, type CertificateState, certificateState } from './certificates.ts';
export { factColumn, factColumnType } from './columns.ts';
export { shiftDecimal } from './decimals.ts';
export type { FactDefinition, FactGroup, Sensitivity } from './definition.ts';
export {
  type ScaleAnswer,
  type ScaleLevel,
  type ScaleRule,
  type ScaleRules,
  scaleRule,
} from './enterprise-scale.ts';
export { type FactCatalogue, factCatalogueOf } from './fact-catalogue.ts';
export { CODE_COLUMN, type ColumnMeaning, headingOf, matchHeadings } from './match-headings.ts';
export { type Precedence, rankOf, type SourceClaim, type SourceKind } from './precedence.ts';
export { type CellFault, type CellOptions, type CellReader, type CodeLookup, cellReader } from './read-cell.ts';
export { type RecordChange, type Subscription, subscribersOf } from './subscriptions.ts';
export {
  type ConditionAnswer,
  type RungData,
  type RungRule,
  rungRule,
  type TagData,
  type TagRule,
  tagRule,
} from './tag-rules.ts';
