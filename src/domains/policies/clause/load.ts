import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { hashOf } from '#kernel';
import type { Catalogue } from '#language';
import { type CompiledClause, compileClause } from './compile.ts';
import type { Path, PolicyFinding, Say } from './finding.ts';
import { provePolicy } from './prove.ts';
import { Policy } from './schema.ts';

export type LibraryClause = CompiledClause & { readonly policy: Policy; readonly version: string };
export type LibraryPolicy = {
  readonly policy: Policy;
  /** Hash of what the file says: a decision pins it. */
  readonly version: string;
  readonly file: string;
  readonly clauses: readonly LibraryClause[];
};

export type LoadedPolicy = { readonly loaded?: LibraryPolicy; readonly findings: readonly PolicyFinding[] };

/** Reads a policy from YAML: shape, then texts against the facts, then what they say together. */
export function loadPolicy(text: string, file: string, catalogue: Catalogue): LoadedPolicy {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const findings: PolicyFinding[] = document.errors.map(({ message, linePos }) => ({
    file,
    line: linePos?.[0].line ?? 1,
    column: linePos?.[0].col ?? 1,
    message: `YAML 写法有误：${message}`,
    severity: 'error',
  }));
  if (findings.length > 0) return { findings };
  const say: Say = (path, message, severity = 'error') => {
    const { line, col } = counter.linePos(offsetOf(document, path));
    findings.push({ file, line, column: col, message, severity });
  };
  const parsed = Policy.safeParse(document.toJS(), { error: localError });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) say(pathOf(issue), describe(issue));
    return { findings };
  }
  const clauses = compileAll(parsed.data, catalogue, say);
  if (findings.some((each) => each.severity === 'error')) return { findings };
  const version = hashOf(parsed.data);
  return { loaded: { policy: parsed.data, version, file, clauses }, findings };
}

function compileAll(policy: Policy, catalogue: Catalogue, say: Say): readonly LibraryClause[] {
  const compiled = policy.clauses.flatMap((clause, at) => {
    const result = compileClause(clause, catalogue);
    for (const { path, diagnostic } of result.ok ? result.remarks : result.problems) {
      const hint = diagnostic.suggestion ? `（可写：${diagnostic.suggestion}）` : '';
      if (diagnostic.severity !== 'info')
        say(['clauses', at, ...path], `${diagnostic.message}${hint}`, diagnostic.severity);
    }
    return result.ok ? [{ ...result.compiled, policy, version: hashOf(clause) }] : [];
  });
  provePolicy(policy, compiled, catalogue, say);
  return compiled;
}

const { localeError: localError } = z.locales.zhCN();

const pathOf = (issue: z.core.$ZodIssue): Path =>
  [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].map((each) =>
    typeof each === 'number' ? each : String(each),
  );

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `不认识的字段“${issue.keys.join('、')}”`;
  return issue.path.length > 0 ? `${issue.path.map(String).join('.')}：${issue.message}` : issue.message;
}

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
