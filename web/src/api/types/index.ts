export type * from './appeal.ts';
export type * from './common.ts';
export type * from './matter.ts';
export type * from './plan.ts';
