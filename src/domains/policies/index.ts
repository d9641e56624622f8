export { quoteSpans } from './browse/spans.ts';
export { ChainData, NO_CHAINS } from './chains/chain-data.ts';
export { chainOf } from './chains/link-rules.ts';
export type { Batch, Claim, Listing, MovedClaim } from './claims/claim.ts';
export { ClaimLimits } from './claims/claim-limits.ts';
export { followClaims } from './claims/follow.ts';
export { followMoney } from './claims/follow-money.ts';
export { runNextListing } from './claims/listing.ts';
export type {
  ArrivedClaims,
  ClaimChange,
  ClaimFilter,
  ClaimScope,
  ClaimSpan,
  ClaimStanding,
  ClaimStore,
  ClaimSums,
  Drawing,
  HeldClaim,
  ListingStore,
  Recognitions,
  RunningClaims,
} from './claims/ports.ts';
export { promiseRound } from './claims/promise.ts';
export { stateRecognitions } from './claims/recognise.ts';
export { advanceOwed, advanceSettled, notTheDecider, POLICY_CHECKS, secondPerson } from './claims/to-clerk.ts';
export { watchAdvances } from './claims/watch-advances.ts';
export { watchPace } from './claims/watch-pace.ts';
export {
  type LibraryPolicy,
  loadPolicy,
  policyFindingText,
  ruleSetOf,
  runPolicyCases,
  unpaired,
} from './clause/index.ts';
export { type DraftEvent, foldDraft } from './drafts/draft.ts';
export { draftFromTrial, textFromTrial } from './drafts/from-trial.ts';
export type { DraftStore, StoredDraft } from './drafts/ports.ts';
export { readDraft } from './drafts/views.ts';
export { FairRules } from './fair/index.ts';
export type { PolicyAct } from './keep/acts.ts';
export { type Library, readIssued, readLibrary } from './library.ts';
export { answerFor } from './match/answer.ts';
export { standingOf } from './match/decide.ts';
export { whyOf } from './match/decide-all.ts';
export { mailRound } from './match/mail-round.ts';
export { pushRound } from './match/push-round.ts';
export { matchRound } from './match/round.ts';
export { keptStandings, rowsUnder, spread } from './match/standings.ts';
export { warmColumns } from './match/warm-columns.ts';
export { policyOperations } from './operations.ts';
export type * from './ports.ts';
