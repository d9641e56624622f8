import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { describeIssue, type RuleBook } from '#engines/rules';
import { hashOf } from '#kernel';
import type { FactDeclaration } from '#language';
import { type CompiledClause, compilePolicy, readsOf } from './compile.ts';
import type { Path, PolicyFinding, Say } from './finding.ts';
import { provePolicy } from './prove.ts';
import { type Clause, Policy } from './schema.ts';

export type LibraryClause = CompiledClause & { readonly policy: Policy; readonly version: string };
export type LibraryPolicy = {
  readonly policy: Policy;
  /** Hash of what the file says: a decision pins it. */
  readonly version: string;
  readonly file: string;
  /** Its clauses as rules. */
  readonly book: RuleBook;
  readonly clauses: readonly LibraryClause[];
};

export type LoadedPolicy = {
  readonly loaded?: LibraryPolicy;
  readonly findings: readonly PolicyFinding[];
  /** Where a path of the policy stands in its text. */
  readonly place: (path: Path) => Pick<PolicyFinding, 'line' | 'column'>;
};

/** Reads a policy from YAML: shape, then texts against the facts, then what they say together. */
export function loadPolicy(text: string, file: string, facts: readonly FactDeclaration[]): LoadedPolicy {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const findings: PolicyFinding[] = document.errors.map(({ message, linePos }) => ({
    file,
    line: linePos?.[0].line ?? 1,
    column: linePos?.[0].col ?? 1,
    message: `YAML 写法有误：${message}`,
    severity: 'error',
  }));
  const place: LoadedPolicy['place'] = (path) => {
    const { line, col } = counter.linePos(offsetOf(document, path));
    return { line, column: col };
  };
  if (findings.length > 0) return { findings, place };
  const say: Say = (path, message, severity = 'error') => {
    findings.push({ file, ...place(path), message, severity });
  };
  const parsed = Policy.safeParse(document.toJS(), { reportInput: true, error: localError });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) say(pathOf(issue), describeIssue(issue, Policy));
    return { findings, place };
  }
  const compiled = compileAll(parsed.data, facts, say);
  if (!compiled || findings.some((each) => each.severity === 'error')) return { findings, place };
  return { loaded: { policy: parsed.data, version: hashOf(parsed.data), file, ...compiled }, findings, place };
}

function compileAll(
  policy: Policy,
  facts: readonly FactDeclaration[],
  say: Say,
): Pick<LibraryPolicy, 'book' | 'clauses'> | undefined {
  const { book, problems } = compilePolicy(policy, facts);
  for (const { path, message, severity, suggestion } of problems)
    if (severity !== 'info') say(path, suggestion ? `${message}（可写：${suggestion}）` : message, severity);
  const clauses = !book
    ? []
    : policy.clauses.map((clause) => {
        const reads = readsOf(book, clause.clause);
        return { clause, policy, book, version: versionOf(policy, clause), reads };
      });
  provePolicy(policy, clauses, facts, say);
  return book && { book, clauses };
}

/** A clause says something else when the numbers that it names do. */
const versionOf = ({ parameters, definitions }: Policy, clause: Clause): string =>
  hashOf(parameters || definitions ? { clause, parameters, definitions } : clause);

const { localeError: localError } = z.locales.zhCN();

const pathOf = (issue: z.core.$ZodIssue): Path =>
  [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].map((each) =>
    typeof each === 'number' ? each : String(each),
  );

/** The nearest place that exists: a missing key is shown where it should have been. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** `base/policies/x.yaml:12:5 …`, as for any other pack file. */
export const policyFindingText = ({ file, line, column, message, severity }: PolicyFinding): string =>
  `${file}:${line}:${column} ${severity === 'warning' ? '提醒：' : ''}${message}`;
