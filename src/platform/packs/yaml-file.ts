import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { nearestNames } from '#engines/registry';
import type { Finding } from './finding.ts';

export type Path = readonly PropertyKey[];

/** A file of a pack: what it says, and where it says it. */
export type YamlFile = {
  /** Relative to the packs folder. */
  readonly file: string;
  readonly text: string;
  readonly data: unknown;
  readonly findings: readonly Finding[];
  readonly at: (path: Path, message: string, severity?: Finding['severity']) => Finding;
};

/** A file and what it means. */
export type ReadFile<T> = { readonly yaml: YamlFile; readonly value: T };

export function readYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at: YamlFile['at'] = (path, message, severity = 'error') => {
    const { line, col } = lines.linePos(offsetOf(document, path));
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), message, severity };
  };
  const findings = document.errors.map(({ message, linePos }): Finding => {
    const [start] = linePos ?? [];
    return {
      file,
      line: start?.line ?? 1,
      column: start?.col ?? 1,
      message: `YAML 写法有误：${message}`,
      severity: 'error',
    };
  });
  return { file, text, data: findings.length > 0 ? undefined : document.toJS(), findings, at };
}

/** The nearest place that exists: a missing key is shown where it should have been. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

const { localeError } = z.locales.zhCN();

/** Checks a file against a schema; each issue becomes a finding with its line, and the nearest known word. */
export function checkYaml<T>(
  yaml: YamlFile,
  schema: z.ZodType<T>,
  words: readonly string[] = [],
): { readonly value?: T; readonly findings: readonly Finding[] } {
  if (yaml.findings.length > 0) return { findings: yaml.findings };
  const result = schema.safeParse(yaml.data, { error: localeError });
  if (result.success) return { value: result.data, findings: [] };
  return { findings: result.error.issues.flatMap((issue) => findingsOf(yaml, issue, words)) };
}

function findingsOf(yaml: YamlFile, issue: z.core.$ZodIssue, words: readonly string[]): readonly Finding[] {
  const { path } = issue;
  const where = path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => yaml.at([...path, key], `不认识的字段“${key}”${meant(key, words)}`));
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    const said = String(valueAt(yaml.data, path));
    return [yaml.at(path, `“${said}”不能用作 ${where}，可用：${allowed.join('、')}${meant(said, allowed)}`)];
  }
  return [yaml.at(path, where ? `${where}：${issue.message}` : issue.message)];
}

/** “，是不是想写 X？” or nothing. */
export function meant(said: string, known: Iterable<string>): string {
  const [near] = nearestNames(said, known, 1);
  return near === undefined ? '' : `，是不是想写“${near}”？`;
}

export const valueAt = (data: unknown, path: Path): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], data);
