export { createCorrectionStore, createRollupStore } from './appraisal-store.ts';
export { createFillStore } from './fill-store.ts';
export { createHeldReader } from './held-store.ts';
export { createMarkKeeper } from './mark-keeper.ts';
export { createMarkReader } from './mark-reader.ts';
export { createMaterialStore } from './material-store.ts';
export { createMoneyReader } from './money-reader.ts';
export { createRunStore } from './run-store.ts';
export { createValueStore } from './value-store.ts';
