export { CalendarData, CalendarOverride, CalendarSource, CalendarYear } from './calendar-data.ts';
export { canonicalJson, type Json } from './canonical-json.ts';
export {
  asUnits,
  type ClockReading,
  type ClockUnit,
  clockTimeBetween,
  elapsedOf,
  extendClock,
  instantWithLeft,
  isOverdue,
  remainingOf,
  reprojectClock,
  resumeClock,
  type StartClock,
  splitClock,
  startClock,
  suspendClock,
} from './clock-arithmetic.ts';
export { fileField } from './file-field.ts';
export { type Hasher, hashOf, sha256, sha256Hasher, sm3Hasher } from './hash.ts';
export { type IdSource, idSource } from './ids.ts';
export {
  addDays,
  addMonths,
  Day,
  day,
  dayOf,
  EpochMs,
  formatDay,
  formatDeadline,
  formatInstant,
  formatWeekday,
  type Instant,
  instant,
  mondayOf,
  startOfDay,
  toInstant,
} from './instant.ts';
export { largestRemainder } from './largest-remainder.ts';
export { type MerkleProof, merkleProof, merkleRoot, verifyMerkleProof } from './merkle.ts';
export {
  Amount,
  addMoney,
  allocateMoney,
  formatMoney,
  formatYuan,
  type Money,
  money,
  multiplyMoney,
  parseMoney,
  subtractMoney,
} from './money.ts';
export {
  type Actor,
  type AnyOperation,
  type Call,
  type FileValue,
  type Operation,
  operation,
  type Permission,
  SYSTEM,
  systemCall,
} from './operation.ts';
export { type SeededRandom, seededRandom } from './random.ts';
export { isRefusal, Refusal, type RefusalKind, type RefusalParts, refuse } from './refusal.ts';
export { isUscc, makeUscc, parseUscc, type Uscc } from './uscc.ts';
export {
  buildCalendar,
  type CalendarException,
  findException,
  isProvisional,
  isWorkingDay,
  type WorkingCalendar,
} from './working-calendar.ts';
export {
  addWorkingDays,
  addWorkingMinutes,
  calendarAdd,
  closingOnOrAfter,
  type DueDay,
  measureWorkingDays,
  measureWorkingMinutes,
} from './working-time.ts';
export { writtenDay } from './written-day.ts';
