import { type Expression, formatExpression, type Node } from '#language';
import { type Block, blockOf, textOfBlock } from './block.ts';

/** Any value: the cell asks nothing. */
export const ANY = '-';

export type TableRow = {
  /** One test for each input: `>= 3%`, `属于 "C39"`, `是`, or `-`. */
  readonly cells: readonly string[];
  /** What comes out: a formula, or 是 in a table of conditions. */
  readonly output: string;
};

/** The first row that fits gives the answer. A table of conditions is true when any row fits. */
export type DecisionTable = {
  readonly gives: 'condition' | 'formula';
  readonly inputs: readonly string[];
  readonly rows: readonly TableRow[];
};

type Test = Block & { readonly kind: 'test' };

const wrap = (root: Node): Expression => ({ source: '', root, diagnostics: [] });

/** The tests that must all hold; `undefined` when it is anything else. */
const testsOf = (node: Node): readonly Test[] | undefined => {
  const block = blockOf(wrap(node));
  const parts = block.kind === 'all' ? block.of : [block];
  return parts.every((part) => part.kind === 'test') ? parts : undefined;
};

type Case = { readonly tests: readonly Test[]; readonly output: string };

/** A column for each subject, and another one where a row asks two things of the same subject. */
const tabled = (gives: DecisionTable['gives'], cases: readonly Case[]): DecisionTable => {
  const inputs: string[] = [];
  const rows = cases.map(({ tests, output }) => {
    const cells: string[] = [];
    for (const { subject, test } of tests) {
      let at = inputs.indexOf(subject);
      while (at >= 0 && cells[at] !== undefined) at = inputs.indexOf(subject, at + 1);
      cells[at >= 0 ? at : inputs.push(subject) - 1] = test;
    }
    return { cells, output };
  });
  return {
    gives,
    inputs,
    rows: rows.map(({ cells, output }) => ({ cells: inputs.map((_, at) => cells[at] ?? ANY), output })),
  };
};

const conditionCases = (node: Node): readonly Case[] | undefined => {
  const cases = (node.kind === 'or' ? node.operands : [node]).map((each) => {
    const tests = testsOf(each);
    return tests && { tests, output: '是' };
  });
  return cases.every((each) => each !== undefined) ? cases : undefined;
};

const formulaCases = (node: Node): readonly Case[] | undefined => {
  if (node.kind !== 'if') return [{ tests: [], output: formatExpression(wrap(node)) }];
  const [tests, rest] = [testsOf(node.condition), formulaCases(node.whenFalse)];
  if (!tests || !rest || node.whenTrue.kind === 'if') return undefined;
  return [{ tests, output: formatExpression(wrap(node.whenTrue)) }, ...rest];
};

/** The expression as a table; `undefined` when it has no rows and columns. */
export const tableOf = ({ root }: Expression): DecisionTable | undefined => {
  if (root.kind === 'if') {
    const cases = formulaCases(root);
    return cases && tabled('formula', cases);
  }
  const cases = root.type.kind === 'boolean' ? conditionCases(root) : undefined;
  return cases && tabled('condition', cases);
};

/** What a row asks, as text; `undefined` when it asks nothing. */
export const conditionOfRow = (inputs: readonly string[], { cells }: TableRow): string | undefined => {
  const tests = cells.flatMap((test, at): Block[] =>
    test === ANY ? [] : [{ kind: 'test', subject: inputs[at] ?? '', test }],
  );
  return tests.length === 0 ? undefined : textOfBlock({ kind: 'all', of: tests });
};

const formulaFrom = (inputs: readonly string[], rows: readonly TableRow[]): string => {
  const [row, ...rest] = rows;
  // Where no row fits, nobody knows: a gap in a table is not a zero.
  if (!row) return '未知';
  const condition = conditionOfRow(inputs, row);
  return condition === undefined
    ? row.output
    : `如果 ${condition} 那么 ${row.output} 否则 ${formulaFrom(inputs, rest)}`;
};

/** The text of a table; it reads back as the same table. */
export const textOfTable = ({ gives, inputs, rows }: DecisionTable): string => {
  if (gives === 'formula') return formulaFrom(inputs, rows);
  const conditions = rows.map((row) => conditionOfRow(inputs, row) ?? '是');
  return conditions.length === 0
    ? '否'
    : conditions.map((text) => (conditions.length > 1 && / 且 /.test(text) ? `(${text})` : text)).join(' 或 ');
};
