import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import { ANY, type DecisionTable, type TableRow } from './decision-table.ts';

export type DmnDecision = {
  readonly id: string;
  readonly name: string;
  readonly content:
    | { readonly kind: 'table'; readonly table: DecisionTable }
    | { readonly kind: 'text'; readonly text: string };
};

export type DmnFinding = { readonly decision: string; readonly message: string };
export type DmnRead = { readonly decisions: readonly DmnDecision[]; readonly findings: readonly DmnFinding[] };

const children = (element: Element | Document, name: string): readonly Element[] =>
  Array.from(element.childNodes).filter((node): node is Element => (node as Element).localName === name);

const textIn = (element: Element | undefined): string => {
  const [text] = element ? children(element, 'text') : [];
  return (text?.textContent ?? '').trim();
};

/** Cuts at commas that stand outside quotation marks and brackets. */
const partsOf = (text: string): readonly string[] => {
  const parts: string[] = [];
  let [from, depth, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '"' && text[at - 1] !== '\\') quoted = !quoted;
    if (quoted) continue;
    if ('([]'.includes(sign)) depth += sign === ']' ? -1 : 1;
    if (sign === ')') depth -= 1;
    if (sign === ',' && depth === 0) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [...parts, text.slice(from).trim()];
};

const RANGE = /^[[(\]].*\.\..*[\])[]$/s;

/** DMN writes an open end as `]1` or `5[` too. */
const rangeText = (text: string): string =>
  `${text.startsWith('[') ? '[' : '('}${text.slice(1, -1)}${text.endsWith(']') ? ']' : ')'}`;

const isText = (part: string): boolean => part.startsWith('"');

/** FEEL means these very texts; here 属于 takes in the codes below as well. So each text gets a row of its own. */
const alternatives = (entry: string): readonly string[] => {
  const parts = partsOf(entry);
  return parts.length > 1 && parts.every(isText) ? parts.map(cellOf) : [cellOf(entry)];
};

const rowsOf = (cells: readonly (readonly string[])[], output: string): readonly TableRow[] =>
  cells
    .reduce<readonly (readonly string[])[]>(
      (rows, some) => rows.flatMap((row) => some.map((cell) => [...row, cell])),
      [[]],
    )
    .map((row) => ({ cells: row, output }));

/** A unary test of FEEL as a cell. */
const cellOf = (entry: string): string => {
  if (entry === '' || entry === ANY) return ANY;
  if (/^(?:<=|>=|<|>)/.test(entry) && partsOf(entry).length === 1) return entry;
  const denied = /^not\((.*)\)$/s.exec(entry)?.[1];
  if (denied !== undefined) {
    const only = cellOf(denied.trim());
    if (only === '是' || only === '否') return only === '是' ? '否' : '是';
    if (only.startsWith('= ')) return `!= ${only.slice(2)}`;
    if (only.startsWith('属于 ')) return `不${only}`;
    throw new Error(`“${entry}”读不懂，请改写`);
  }
  if (entry === 'true' || entry === 'false') return entry === 'true' ? '是' : '否';
  const parts = partsOf(entry);
  if (parts.length > 1 && parts.some(isText)) throw new Error(`“${entry}”里有几个文字，请分成几行或几列`);
  if (parts.some((part) => /^(?:<=|>=|<|>)/.test(part))) throw new Error(`“${entry}”里有几个比较，请分成几行`);
  if (parts.length > 1) return `属于 [${parts.map((part) => (RANGE.test(part) ? rangeText(part) : part)).join(', ')}]`;
  return RANGE.test(entry) ? `属于 ${rangeText(entry)}` : `= ${entry}`;
};

const HIT: ReadonlySet<string> = new Set(['UNIQUE', 'FIRST', 'ANY', '']);

const tableIn = (element: Element): DecisionTable => {
  const hit = element.getAttribute('hitPolicy') ?? '';
  if (!HIT.has(hit)) throw new Error(`命中策略 ${hit} 不支持，请改为 UNIQUE 或 FIRST`);
  const inputs = children(element, 'input').map((input) => textIn(children(input, 'inputExpression')[0]));
  if (children(element, 'output').length !== 1) throw new Error('只支持一个输出');
  const rows = children(element, 'rule').flatMap((rule) =>
    rowsOf(
      children(rule, 'inputEntry').map((entry) => alternatives(textIn(entry))),
      textIn(children(rule, 'outputEntry')[0]),
    ),
  );
  const odd = rows.findIndex(({ cells }) => cells.length !== inputs.length);
  if (odd >= 0) throw new Error(`第 ${odd + 1} 行的格数与列数不同`);
  return { gives: 'formula', inputs, rows };
};

const contentOf = (decision: Element): DmnDecision['content'] => {
  const [table] = children(decision, 'decisionTable');
  if (table) return { kind: 'table', table: tableIn(table) };
  const [literal] = children(decision, 'literalExpression');
  if (literal) return { kind: 'text', text: textIn(literal) };
  throw new Error('只支持决策表和一条表达式');
};

const parse = (xml: string): Document => {
  // A document type can pull in files and grow without bound, and no DMN needs one.
  if (/<!DOCTYPE/i.test(xml)) throw new Error('DMN 文件不得含有 DOCTYPE');
  const problems: string[] = [];
  const parser = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') problems.push(message);
    },
  });
  const document = parser.parseFromString(xml, 'text/xml');
  if (problems.length > 0) throw new Error(problems[0]);
  return document;
};

/**
 * Reads the decision tables and literal expressions of a DMN 1.x file as texts of this language. Names and units are
 * checked afterwards, when the texts are compiled; what is not understood is told, never guessed.
 */
export const readDmn = (xml: string): DmnRead => {
  let document: Document;
  try {
    document = parse(xml);
  } catch (error) {
    return {
      decisions: [],
      findings: [{ decision: '', message: `不是有效的 DMN：${error instanceof Error ? error.message : ''}` }],
    };
  }
  const findings: DmnFinding[] = [];
  const root = document.documentElement;
  const decisions = (root ? children(root, 'decision') : []).flatMap((element): DmnDecision[] => {
    const id = element.getAttribute('id') ?? '';
    const name = element.getAttribute('name') ?? id;
    try {
      return [{ id, name, content: contentOf(element) }];
    } catch (error) {
      findings.push({ decision: name, message: error instanceof Error ? error.message : String(error) });
      return [];
    }
  });
  if (decisions.length + findings.length === 0) findings.push({ decision: '', message: '文件里没有决策' });
  return { decisions, findings };
};
