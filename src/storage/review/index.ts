export { createReviewStore } from './review-store.ts';
