export { createActionStore } from './action-store.ts';
export { createBoardStore } from './board-store.ts';
export { createDocumentStore } from './document-store.ts';
export { createPlanStore } from './plan-store.ts';
