import { type Catalogue, type Explanation, evaluate, explain, type Facts, parseExpression } from '#language';
import { groundsOf } from '../facts/tag-rules.ts';

/** A colour of the code with the rule that gives it; the last one needs none. */
export type CreditState = {
  readonly id: 'blue' | 'green' | 'yellow' | 'red';
  readonly title: string;
  readonly says: string;
  readonly when?: string | undefined;
  readonly source?: string | undefined;
  readonly assumed?: boolean | undefined;
};

export type CreditAnswer = { readonly state: CreditState; readonly because: readonly string[] };

/**
 * The first state whose rule holds. An unknown fact makes no rule hold: nobody is red for want of data, nor blue.
 * @throws Error naming the state whose rule does not compile
 */
export function creditRule(
  states: readonly CreditState[],
  catalogue: Catalogue,
): (facts: Facts) => CreditAnswer | undefined {
  const rules = states.map((state) => {
    if (state.when === undefined) return { state };
    const parsed = parseExpression(state.when, catalogue, { expects: 'boolean' });
    if (!parsed.ok) throw new Error(`“${state.title}”的条件“${state.when}”有误`);
    return { state, expression: parsed.expression };
  });
  return (facts) => {
    for (const { state, expression } of rules) {
      if (!expression) return { state, because: [] };
      if (evaluate(expression, facts).value === true)
        return { state, because: groundsOf(onlyWhatHolds(explain(expression, facts))) };
    }
    return undefined;
  };
}

/** Of alternatives only those that hold are a reason; what is denied is one by not holding. */
function onlyWhatHolds(step: Explanation): Explanation {
  const holding = step.children.filter((each) => each.value !== false && each.value !== null);
  const children = (step.value === true && holding.length > 0 ? holding : step.children).map(onlyWhatHolds);
  return { ...step, children };
}
