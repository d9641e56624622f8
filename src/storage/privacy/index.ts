export { createCalendarStore } from './calendar-store.ts';
export { createEntitleStore } from './entitle-store.ts';
export { createPrivacyStore } from './privacy-store.ts';
export { createRecordEraser } from './record-eraser.ts';
