export { type CreditAnswer, type CreditState, creditRule } from './credit-state.ts';
export { type ScanExtra, type Scanner, type ScanView, sightOf } from './scan-views.ts';
export { type CodeKind, readCode, sealCode } from './seal-code.ts';
