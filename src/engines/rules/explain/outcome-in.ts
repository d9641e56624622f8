import type { Assessment, Outcome } from './assess.ts';

/** What one rule came to. */
export const outcomeIn = ({ program, outcomes }: Assessment, ruleId: string): Outcome => {
  const outcome = outcomes[program.places.get(ruleId) ?? -1];
  if (!outcome) throw new Error(`规则“${ruleId}”在 ${program.rulesAsOf} 没有施行`);
  return outcome;
};
