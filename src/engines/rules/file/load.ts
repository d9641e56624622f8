import { isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { FactDeclaration } from '#language';
import { type Compiled, compileRules } from '../book.ts';
import type { RuleFinding } from '../source.ts';
import { describeIssue } from './describe-issue.ts';
import { RuleFile } from './schema.ts';

/** What is wrong with a rule file, in words and with its place. */
export type FileFinding = Pick<RuleFinding, 'code' | 'severity' | 'message' | 'path' | 'suggestion'> & {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
};

type Path = RuleFinding['path'];
type Source = {
  readonly name: string;
  readonly document: ReturnType<typeof parseDocument>;
  readonly lines: LineCounter;
};

/** A file that has the right shape; `place` finds any path of it in the text. */
export type LoadedFile = { readonly file: RuleFile; readonly place: (finding: RuleFinding) => FileFinding };

export type Loaded =
  | { readonly ok: true; readonly loaded: LoadedFile }
  | { readonly ok: false; readonly findings: readonly FileFinding[] };

/** Columns count only inside a text that stands on one line as it was written. */
const inText = (node: unknown, start: number | undefined): number => {
  if (!isScalar(node) || start === undefined || typeof node.value !== 'string') return 0;
  if (node.type === 'PLAIN') return node.source === node.value ? start : 0;
  return node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? start + 1 : 0;
};

const placeOf = ({ document, lines }: Source, path: Path, start?: number) => {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (!isNode(node) || !node.range) continue;
    const { line, col } = lines.linePos(node.range[0] + (length === path.length ? inText(node, start) : 0));
    return { line, column: col };
  }
  return {};
};

const placed =
  (source: Source) =>
  ({ code, severity, message, path, start, suggestion }: RuleFinding): FileFinding => ({
    file: source.name,
    code,
    severity,
    message,
    path,
    ...placeOf(source, path, start),
    ...(suggestion === undefined ? {} : { suggestion }),
  });

/**
 * Reads the YAML text of a rule file: its shape only; `checkRuleFile` reads the conditions.
 *
 * @param name only named in findings; nothing is read from disk
 */
export const loadRuleFile = (text: string, name: string): Loaded => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    const findings = document.errors.map(({ message, linePos }): FileFinding => {
      const at = linePos?.[0];
      const place = at ? { line: at.line, column: at.col } : {};
      return { file: name, code: 'yaml', severity: 'error', message: `YAML 写法有误：${message}`, path: [], ...place };
    });
    return { ok: false, findings };
  }
  const source: Source = { name, document, lines };
  const parsed = RuleFile.safeParse(document.toJS(), { reportInput: true, error: z.locales.zhCN().localeError });
  if (parsed.success) return { ok: true, loaded: { file: parsed.data, place: placed(source) } };
  const findings = parsed.error.issues.map((issue) => {
    const strange = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    const path = [...issue.path, ...strange].map((each) => (typeof each === 'number' ? each : String(each)));
    return placed(source)({ set: '', path, code: 'shape', severity: 'error', message: describeIssue(issue, RuleFile) });
  });
  return { ok: false, findings };
};

/** The facts of a catalogue with those that the file itself declares. */
export const factsWith = (facts: readonly FactDeclaration[], file: RuleFile): readonly FactDeclaration[] => {
  const own = new Set(file.facts?.map((fact) => fact.name));
  return [...facts.filter((fact) => !own.has(fact.name)), ...(file.facts ?? [])];
};

export type CheckedFile = { readonly compiled: Compiled; readonly findings: readonly FileFinding[] };

/** Reads every text of a file over the catalogue; findings say line and column. */
export const checkRuleFile = ({ file, place }: LoadedFile, facts: readonly FactDeclaration[]): CheckedFile => {
  const compiled = compileRules([file], factsWith(facts, file));
  return { compiled, findings: compiled.findings.map(place) };
};
