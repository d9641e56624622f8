import type { Sheet } from './box.ts';
import { type Estimate, estimate } from './estimate.ts';
import { GRADES, type Question } from './form.ts';
import type { Survey } from './ports.ts';
import { heldBack, type TableCell } from './suppress.ts';

export type Choice = { readonly code: string; readonly title: string; readonly count: number };

export type Part = {
  readonly stratum: string;
  readonly answered: number | null;
  /** Percent; null where it is held back. */
  readonly share: number | null;
};

export type QuestionResult = {
  readonly id: string;
  readonly title: string;
  readonly kind: Question['kind'];
  readonly answered: number;
  readonly choices: readonly Choice[];
  /** Of grades: satisfied or very satisfied, in the population. */
  readonly satisfied?: Estimate | undefined;
  readonly parts: readonly Part[];
  readonly words: readonly string[];
};

const SATISFIED = 4;
/** So many free answers are needed before any is shown. */
const WORDS = 10;

/** What a closed survey says, or nothing where too few answered. Running surveys say nothing: two looks could be subtracted. */
export function resultsOf({ body, record }: Survey, sheets: readonly Sheet[]): readonly QuestionResult[] {
  if (!record || sheets.length < body.least) return [];
  const sizes = record.strata.map(({ stratum, size, drawn }) => ({ stratum, size, drawn }));
  return body.form.questions.map((question) => {
    const given = sheets.filter((each) => isGiven(each.answers[question.id]));
    const base = { id: question.id, title: question.title, kind: question.kind, answered: given.length };
    if (given.length < body.least) return { ...base, answered: 0, choices: [], parts: [], words: [] };
    if (question.kind === 'text') return { ...base, choices: [], parts: [], words: wordsOf(question, given) };
    const choices = countChoices(question, given);
    if (question.kind !== 'grade') return { ...base, choices, parts: [], words: [] };
    return { ...base, choices, words: [], ...graded(question, given, sizes, body.least) };
  });
}

const isGiven = (answer: unknown): boolean =>
  answer !== undefined && answer !== '' && !(Array.isArray(answer) && answer.length === 0);

function countChoices({ id, kind, options = [] }: Question, sheets: readonly Sheet[]): readonly Choice[] {
  const listed = kind === 'grade' ? GRADES.map(({ grade, title }) => ({ code: String(grade), title })) : options;
  return listed.map(({ code, title }) => ({
    code,
    title,
    count: sheets.filter(({ answers }) => [answers[id]].flat().map(String).includes(code)).length,
  }));
}

function graded(
  { id }: Question,
  sheets: readonly Sheet[],
  sizes: readonly { readonly stratum: string; readonly size: number; readonly drawn: number }[],
  least: number,
) {
  // Who was drawn is known: it is among them, not among all firms, that somebody would look.
  const cells = sizes.map(({ stratum, drawn }): TableCell => {
    const own = sheets.filter((each) => each.stratum === stratum);
    const agree = own.filter((each) => Number(each.answers[id]) >= SATISFIED).length;
    return { name: stratum, population: drawn, answered: own.length, agree };
  });
  const held = heldBack(cells, least);
  const shown = cells.length > 1 ? cells : [];
  return {
    satisfied: estimate(
      pooled(
        cells.map((each, at) => ({ ...each, population: sizes[at]?.size ?? each.population })),
        held,
      ),
    ),
    parts: shown.map(({ name, answered, agree }): Part => {
      if (held.has(name)) return { stratum: name, answered: null, share: null };
      return { stratum: name, answered, share: answered > 0 ? Math.round((1000 * agree) / answered) / 10 : null };
    }),
  };
}

/**
 * The parts that are held back stand in the weighted share as one. Weighted each by itself, the share to two decimals
 * with the sums that anyone can take would say what each of them answered (found by trying: one county had one answer).
 */
export function pooled(cells: readonly TableCell[], held: ReadonlySet<string>): readonly TableCell[] {
  const hidden = cells.filter((each) => held.has(each.name));
  if (hidden.length === 0) return cells;
  const sum = (key: 'answered' | 'agree' | 'population'): number =>
    hidden.reduce((total, each) => total + each[key], 0);
  const one = { name: '', answered: sum('answered'), agree: sum('agree'), population: sum('population') };
  return [...cells.filter((each) => !held.has(each.name)), one];
}

/** In the order of their own letters: the box is shuffled, and this order is nobody's. */
const wordsOf = ({ id }: Question, sheets: readonly Sheet[]): readonly string[] => {
  const words = sheets.map(({ answers }) => String(answers[id]).trim()).filter((each) => each.length > 1);
  return words.length < WORDS ? [] : words.sort((a, b) => (a < b ? -1 : 1)).slice(0, 500);
};
