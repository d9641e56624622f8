export { createDrawStore } from './draw-store.ts';
export { createRatingStore } from './rating-store.ts';
