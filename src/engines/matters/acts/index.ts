import type { Act } from '../definition/schema.ts';
import type { ActRule } from './act.ts';
import { answer, assign, coHandle, giveBack, instruct, pass, report } from './dispatch.ts';
import { approve, draftAnswer, finish, review, sign } from './drafting.ts';
import { decideExtension, requestExtension, shelve } from './limits.ts';
import {
  amend,
  handBack,
  link,
  merge,
  rate,
  refuseMatter,
  reopen,
  repudiate,
  setGrade,
  split,
  verify,
} from './verdicts.ts';

const nothing: ActRule = () => ({});

/** What each act demands and adds. Everything else (state, clocks, effects) the definition says. */
export const ACT_RULES: Readonly<Record<Act, ActRule>> = {
  accept: nothing,
  refuse: refuseMatter,
  assign,
  sign,
  pass,
  return: giveBack,
  transfer: assign,
  'co-handle': coHandle,
  answer,
  progress: nothing,
  draft: draftAnswer,
  review,
  approve,
  report,
  finish,
  verify,
  rate,
  'call-back': nothing,
  reopen,
  'request-supplement': nothing,
  supply: handBack,
  withdraw: nothing,
  'request-extension': requestExtension,
  'decide-extension': decideExtension,
  shelve,
  unshelve: handBack,
  instruct,
  repudiate,
  grade: setGrade,
  amend,
  comment: nothing,
  attach: nothing,
  merge,
  split,
  link,
  urge: nothing,
  supervise: nothing,
  advance: nothing,
  lapse: handBack,
};
