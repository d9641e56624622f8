import type { ProgramRule } from '../program.ts';
import type { Clause } from '../source.ts';
import type { Assessment, Truth } from './assess.ts';
import { obstaclesOf } from './obstacles.ts';
import { outcomeIn } from './outcome-in.ts';
import { type Unmet, unmetInWords } from './words.ts';

/** One of the conditions that must all hold: passed, failed or open, and what stands in the way. */
export type PartExplanation = {
  readonly id: string;
  /** As people read it: codes by their titles. */
  readonly text: string;
  readonly truth: Truth;
  /** The facts not known that could still change the answer. */
  readonly missing: readonly string[];
  /** Of those with the same `oneOf` any one would do. Empty unless it failed. */
  readonly unmet: readonly (Unmet & { readonly oneOf?: number })[];
  readonly reads: readonly string[];
  readonly clause?: Clause;
};

/**
 * The conditions of a rule one by one, each with the sentence of the policy that it comes from. Nothing for a rule that
 * does not name its parts.
 *
 * @throws Error when no such rule is in force on the day of the assessment
 * @example
 * explainParts(assess(program, facts), '研发补助').map((part) => part.truth) // [true, false, null]
 */
export const explainParts = (assessment: Assessment, ruleId: string): readonly PartExplanation[] =>
  outcomeIn(assessment, ruleId).rule.parts.map((part) => explainPart(assessment, part));

/** One of the parts, for those who need not have all put into words. */
export const explainPart = (
  assessment: Assessment,
  { part, node, said, reads }: ProgramRule['parts'][number],
): PartExplanation => {
  const truth = assessment.truthOf(node);
  return {
    id: part.id,
    text: said,
    truth,
    missing: truth === null ? assessment.missingOf(node) : [],
    unmet: truth === false ? unmetOf(assessment, node) : [],
    reads,
    ...(part.clause ? { clause: part.clause } : {}),
  };
};

const unmetOf = (assessment: Assessment, condition: number): PartExplanation['unmet'] =>
  obstaclesOf(assessment, condition).map(({ node, want, oneOf }) => {
    const at = assessment.program.nodes[node];
    if (!at) throw new Error(`no node ${node} in this program`);
    const unmet = unmetInWords(at.node, want, [], assessment.facts);
    return oneOf === undefined ? unmet : { ...unmet, oneOf };
  });
