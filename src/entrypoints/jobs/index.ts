export { type Clockwork, type ClockworkOptions, type Job, startClockwork } from './clockwork.ts';
