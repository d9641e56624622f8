import {
  type Catalogue,
  compareExact,
  displayValue,
  type Evaluation,
  type Exact,
  type Explanation,
  type Expression,
  evaluator,
  explain,
  type Facts,
  namesIn,
  negate,
  parseExpression,
  sayExpression,
  subtract,
  type Value,
} from '#language';

/** A tag that facts give, by a rule that everybody may read. */
export type TagData = {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly when: string;
  readonly source?: string | undefined;
  readonly assumed?: boolean | undefined;
};

/** A step of the cultivation ladder: an enterprise stands on it when all conditions hold. */
export type RungData = {
  readonly id: string;
  readonly title: string;
  readonly source?: string | undefined;
  readonly assumed?: boolean | undefined;
  /** Holds already: it is no candidate any more. */
  readonly held: string;
  readonly conditions: readonly { readonly title: string; readonly when: string }[];
};

/** One condition of a rung for one enterprise. */
export type ConditionAnswer = {
  readonly title: string;
  /** As people read it. */
  readonly when: string;
  /** null: the facts named in `missing` are not known. */
  readonly met: boolean | null;
  readonly missing: readonly string[];
  /** “上年研发费用占比 2.4%，需 ≥ 3%，差 0.6 个百分点” */
  readonly gap?: string | undefined;
};

export type TagRule = {
  readonly tag: TagData;
  /** Its condition as people read it: codes by their titles. */
  readonly said: string;
  readonly reads: readonly string[];
  /** The tag with the facts behind it; undefined when the rule does not hold or cannot be known to. */
  readonly decide: (facts: Facts) => { readonly because: readonly string[] } | undefined;
  /** The facts behind a no, those not known among them. */
  readonly against: (facts: Facts) => readonly string[];
};

export type RungRule = {
  readonly rung: RungData;
  readonly reads: readonly string[];
  readonly held: (facts: Facts) => boolean;
  readonly conditions: (facts: Facts) => readonly ConditionAnswer[];
  /** How many conditions are not known to hold: for whole populations. */
  readonly short: (facts: Facts) => number;
};

function parsed(text: string, catalogue: Catalogue, of: string): Expression {
  const result = parseExpression(text, catalogue, { expects: 'boolean' });
  if (result.ok) return result.expression;
  throw new Error(`“${of}”的条件“${text}”：${result.diagnostics.map((each) => each.message).join('；')}`);
}

/** @throws Error naming the tag whose rule does not compile */
export function tagRule(tag: TagData, catalogue: Catalogue): TagRule {
  const expression = parsed(tag.when, catalogue, tag.title);
  const reads = namesIn(expression);
  const ask = evaluator(expression);
  return {
    tag,
    said: sayExpression(expression),
    reads,
    decide: (facts) => (ask(facts).value === true ? { because: groundsOf(explain(expression, facts)) } : undefined),
    against: (facts) => groundsOf(explain(expression, facts), true),
  };
}

/** @throws Error naming the rung whose conditions do not compile */
export function rungRule(rung: RungData, catalogue: Catalogue): RungRule {
  const held = parsed(rung.held, catalogue, rung.title);
  const isHeld = evaluator(held);
  const conditions = rung.conditions.map(({ title, when }) => {
    const expression = parsed(when, catalogue, rung.title);
    return { title, when: sayExpression(expression), expression, ask: evaluator(expression) };
  });
  const reads = [...new Set([held, ...conditions.map((each) => each.expression)].flatMap(namesIn))];
  return {
    rung,
    reads,
    held: (facts) => isHeld(facts).value === true,
    conditions: (facts) => conditions.map((each) => answerOf(each, facts)),
    short: (facts) => conditions.filter(({ ask }) => ask(facts).value !== true).length,
  };
}

type Condition = {
  readonly title: string;
  readonly when: string;
  readonly expression: Expression;
  readonly ask: (facts: Facts) => Evaluation;
};

function answerOf({ title, when, expression, ask }: Condition, facts: Facts): ConditionAnswer {
  const { value, missing } = ask(facts);
  if (value === true) return { title, when, met: true, missing: [] };
  const gap = value === false ? failingOf(explain(expression, facts)) : undefined;
  return { title, when, met: value === null ? null : false, missing, ...(gap && { gap }) };
}

const NAMED = new Set(['name']);

/** The facts that an explanation rests on, in words: “营业收入 4.2亿元”. */
export function groundsOf(explanation: Explanation, unknownToo = false): readonly string[] {
  const found = new Set<string>();
  const visit = (step: Explanation): void => {
    if (NAMED.has(step.kind) && (unknownToo || step.value !== null)) found.add(`${step.text} ${step.shown}`);
    step.children.forEach(visit);
  };
  visit(explanation);
  return [...found];
}

const SIGNS: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '!=': '≠' };

/** The first part that says no on its own, with the value that was found, and how far it is from what is needed. */
function failingOf(step: Explanation): string | undefined {
  const below = step.children.filter((each) => each.value === false).map(failingOf);
  const [first] = below.filter((each) => each !== undefined);
  if (first !== undefined) return first;
  if (step.value !== false) return undefined;
  if (NAMED.has(step.kind)) return `${step.text} ${step.shown}，需为是`;
  const [left, right] = step.children;
  if (left && !right && NAMED.has(left.kind) && left.value === true) return `${left.text} ${left.shown}，需为否`;
  if (step.children.length !== 2 || !left || !right) return step.text;
  const sign = step.text.slice(left.text.length, step.text.length - right.text.length).trim();
  const need = right.kind === 'name' ? `${right.text}（${right.shown}）` : right.text;
  return `${left.text} ${left.shown}，需 ${SIGNS[sign] ?? sign} ${need}${shortOf(left, right)}`;
}

function shortOf(left: Explanation, right: Explanation): string {
  if (left.type.kind !== 'number' || !isExact(left.value) || !isExact(right.value)) return '';
  const off = subtract(right.value, left.value);
  const far = compareExact(off, 0) < 0 ? negate(off) : off;
  return compareExact(far, 0) === 0 ? '' : `，差 ${displayValue(far, left.type).replace('%', ' 个百分点')}`;
}

const isExact = (value: Value): value is Exact =>
  typeof value === 'number' || (typeof value === 'object' && value !== null && 'n' in value);
