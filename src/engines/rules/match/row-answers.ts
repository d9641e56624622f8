import { writeAtoms } from './atom-bits.ts';
import { BLOCK, blocksOf, WORDS } from './bits.ts';
import { gatesFor, type Place } from './gates.ts';
import type { MatchPlan } from './plan.ts';
import { FALSE, TRUE } from './signals.ts';

/** What a row answers to a rule. */
export const [ROW_NO, ROW_YES, ROW_UNKNOWN] = [0, 1, 2] as const;

const writeBlock = (out: Uint8Array, base: number, { words, yes, no }: Place): void => {
  const rows = Math.min(BLOCK, out.length - base);
  for (let i = 0; i < rows; i += 1) {
    const [word, bit] = [i >> 5, 1 << (i & 31)];
    if (((words[yes + word] as number) & bit) !== 0) out[base + i] = ROW_YES;
    else if (((words[no + word] as number) & bit) === 0) out[base + i] = ROW_UNKNOWN;
  }
};

/**
 * Every rule of a plan answered row by row, a byte each: for who it is, where `matchAll` says how many.
 *
 * @example
 * rowAnswers(planMatch(program, population))[0]?.[17] === ROW_UNKNOWN // the 18th row is open under the first rule
 */
export const rowAnswers = (plan: MatchPlan): readonly Uint8Array[] => {
  const { size } = plan.population;
  const answers = plan.rules.map(({ condition }) => new Uint8Array(size).fill(condition === TRUE ? ROW_YES : ROW_NO));
  const gates = gatesFor(plan);
  const atoms = { words: new Int32Array(plan.slots * WORDS), at: 0 };
  for (let block = 0; block < blocksOf(size); block += 1) {
    writeAtoms(plan, block, atoms);
    gates.run(atoms);
    for (const [at, { condition }] of plan.rules.entries())
      if (condition !== TRUE && condition !== FALSE)
        writeBlock(answers[at] as Uint8Array, block * BLOCK, gates.place(condition, atoms));
  }
  return answers;
};
