export { fileAppeal } from './file-appeal.ts';
export { followCodeOf } from './follow-code.ts';
export { AppealInput, AppealReceipt, Phone } from './schema.ts';
