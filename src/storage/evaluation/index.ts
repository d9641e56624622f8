export { createMarkKeeper } from './mark-keeper.ts';
export { createMarkReader } from './mark-reader.ts';
export { createRunStore } from './run-store.ts';
