export { createFundStore } from './fund-store.ts';
