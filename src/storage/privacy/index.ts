export { createCalendarStore } from './calendar-store.ts';
export { createPrivacyStore } from './privacy-store.ts';
