export { chain, hashOfEvent } from './hash-chain.ts';
export { createMatterReader } from './matter-reader.ts';
export { createMatterStore } from './matter-store.ts';
