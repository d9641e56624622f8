import { workOut } from './add-amounts.ts';
import { writeAtoms } from './atom-bits.ts';
import { blocksOf, WORDS } from './bits.ts';
import { enterBlock, select, startWork } from './match.ts';
import { newPart } from './part.ts';
import type { MatchPlan } from './plan.ts';

/** A row to which a rule applies. */
export type RuleRow = {
  readonly row: number;
  /** In 分: `null` when the formula lacks a fact, `undefined` when there is nothing to pay. */
  readonly amount: number | null | undefined;
};

/**
 * Who it is that a rule applies to, and for how much, a block of rows at a time; where `matchAll` says how many.
 *
 * @example
 * for (const rows of ruleRows(planMatch(program, population), 0)) for (const { row, amount } of rows) pay(row, amount);
 */
export function* ruleRows(plan: MatchPlan, at: number): Generator<readonly RuleRow[]> {
  const rule = plan.rules[at];
  if (!rule) return;
  const { condition, amount } = rule;
  const work = startWork(plan, newPart(0, 1), undefined);
  const atoms = { words: new Int32Array(plan.slots * WORDS), at: 0 };
  for (let block = 0; block < blocksOf(plan.population.size); block += 1) {
    writeAtoms(plan, block, atoms);
    enterBlock(work, block, atoms);
    select(work, condition, work.gates.place(condition, atoms));
    const { rows, count } = work.selection;
    if (count === 0) continue;
    const constant = amount && workOut(plan.population, amount, work);
    yield Array.from({ length: count }, (_, i): RuleRow => {
      const value = constant ?? (work.values[i] as number);
      return { row: rows[i] as number, amount: amount && (Number.isNaN(value) ? null : value) };
    });
  }
}
