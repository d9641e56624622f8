export { createServiceRatingStore } from './rating-store.ts';
