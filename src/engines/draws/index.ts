export { allocate, type Stratum } from './allocation.ts';
export {
  type Announcement,
  announceDraw,
  type DrawRecord,
  findInclusionProbability,
  runDraw,
  type StratumResult,
  type Substitution,
  substitute,
} from './draw.ts';
export { type Frame, freezeFrame } from './frame.ts';
export type { Assignment } from './inspectors.ts';
export { DrawInput, DrawPlan, DrawSize, Exclusion, FrameUnit, SeedOrigin } from './schema.ts';
export { commitmentOf, seedOf, type Ticket, ticketOf } from './seed.ts';
export { verificationPage } from './verification-page.ts';
export { type DrawVerdict, verifyDraw } from './verify.ts';
