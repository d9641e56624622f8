export { createDrawStore } from './draw-store.ts';
export { createQualityReader } from './quality-reader.ts';
export { createRatingStore } from './rating-store.ts';
