import type { SchemeRunPorts } from '#domains/evaluation';
import { createSchemeRunStore } from '#storage';
import type { Base } from '../base.ts';
import type { Core } from '../core.ts';
import { evaluationPorts } from './evaluation.ts';

/** Gives the results of schemes their ports. */
export const schemeRunPorts = (base: Base, { matters, tell }: Core): SchemeRunPorts => ({
  ...evaluationPorts({ ...base, matters, tell }),
  schemeRuns: createSchemeRunStore(base.databases),
  names: matters.personNames,
});
