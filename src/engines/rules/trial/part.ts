import type { Population } from '../match/population.ts';
import { groupingBy } from '../match/results.ts';
import { openWhatIf, type WhatIf } from '../match/what-if.ts';
import type { Program, ProgramRule } from '../program.ts';

/** One rule of a trial: who it answers, and for how much. */
export type Part = {
  readonly id: string;
  readonly pays: boolean;
  readonly whatIf: WhatIf;
  /** Everyone who is not known to be out. */
  readonly maybe: Int32Array;
  /** Of whom the amount has been worked out; by the same formula it stays what it is. */
  readonly reckoned: Int32Array;
  amounts: Float64Array;
  amountKey: string;
  hash: string;
};

export const newPart = (program: Program, { rule }: ProgramRule, population: Population): Part => {
  const whatIf = openWhatIf(program, rule.id, population, groupingBy(population, []));
  const words = whatIf.answers().yes.length;
  return {
    id: rule.id,
    pays: rule.amount !== undefined,
    whatIf,
    maybe: new Int32Array(words),
    reckoned: new Int32Array(words),
    amounts: new Float64Array(population.size),
    amountKey: '',
    hash: '',
  };
};

/** What a part answered, to be held against what it answers next. */
export type Stand = {
  readonly yes: Int32Array;
  readonly maybe: Int32Array;
  readonly amounts: Float64Array;
};

export const standOf = ({ whatIf, maybe, amounts }: Part): Stand => ({ yes: whatIf.answers().yes, maybe, amounts });

/** Moves the part; only rows that had no amount under this formula yet get one. @returns what it answered before, if asked to keep it */
export const movePart = (part: Part, program: Program, size: number, keep: boolean): Stand | undefined => {
  const before = keep ? { yes: part.whatIf.answers().yes.slice(), maybe: part.maybe.slice() } : undefined;
  const was = part.amounts;
  part.whatIf.move(program);
  const { maybe, reckoned, whatIf } = part;
  if (whatIf.amountKey() !== part.amountKey) {
    part.amountKey = whatIf.amountKey();
    reckoned.fill(0);
    if (before) part.amounts = new Float64Array(size);
  }
  const { no } = whatIf.answers();
  const fresh = new Int32Array(maybe.length);
  for (let i = 0; i < no.length; i += 1) {
    const rest = size - i * 32;
    const now = ~(no[i] as number) & (rest >= 32 ? -1 : rest <= 0 ? 0 : (1 << rest) - 1);
    maybe[i] = now;
    fresh[i] = now & ~(reckoned[i] as number);
    reckoned[i] = (reckoned[i] as number) | now;
  }
  whatIf.amounts(fresh, part.amounts);
  return before && { ...before, amounts: was };
};

/** Marks the words of rows that are answered otherwise than before. */
export const markChanged = (before: Stand, now: Stand, words: Int32Array): void => {
  const otherwise = before.amounts !== now.amounts;
  for (let i = 0; i < words.length; i += 1) {
    const [a, b] = [before.maybe[i] as number, now.maybe[i] as number];
    const bits = (otherwise ? a | b : a ^ b) | ((before.yes[i] as number) ^ (now.yes[i] as number));
    words[i] = (words[i] as number) | bits;
  }
};
