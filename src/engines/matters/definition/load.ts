import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { hashOf } from '#kernel';
import { completeNeeds, fillOptions } from './complete.ts';
import { type Finding, type LineOf, pathText } from './finding.ts';
import type { Surroundings } from './prove/rule.ts';
import { proveLoop } from './prove.ts';
import { LoopDefinition } from './schema.ts';
import { describeIssue } from './schema-issues.ts';

export type LoadedLoop =
  | { readonly definition: LoopDefinition; readonly version: string; readonly findings: readonly Finding[] }
  | { readonly definition?: undefined; readonly version?: undefined; readonly findings: readonly Finding[] };

/**
 * Reads a loop from YAML text: shape, then proof. A definition with findings must not be published.
 *
 * @param fileName only named in the findings; nothing is read from disk
 * @param around the other loops and the code lists there are, so that a name leading nowhere is found
 * @example loadLoop(text, 'packs/base/loops/appeal.yaml').findings // []
 */
export function loadLoop(yamlText: string, fileName: string, around: Surroundings = {}): LoadedLoop {
  const counter = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: counter });
  const broken = document.errors.map(({ message, linePos }): Finding => {
    const at = linePos?.[0];
    return {
      rule: 'yaml',
      message: `YAML 写法有误：${message}`,
      path: '',
      file: fileName,
      ...(at ? { line: at.line, column: at.col } : {}),
    };
  });
  if (broken.length > 0) return { findings: broken };
  const lines: LineOf = (path) => lineIn(document, counter, path);
  const parsed = LoopDefinition.safeParse(completeNeeds(document.toJS()), { reportInput: true });
  if (!parsed.success) return { findings: parsed.error.issues.map((issue) => shapeFinding(issue, fileName, lines)) };
  const definition = fillOptions(parsed.data);
  const findings = proveLoop(definition, { ...around, lines }).map((each) => ({ ...each, file: fileName }));
  return { definition, version: versionOf(definition), findings };
}

/** The identity of a definition: a matter pins it. */
export const versionOf = (definition: LoopDefinition): string => hashOf(definition);

function shapeFinding(issue: z.core.$ZodIssue, file: string, lines: LineOf): Finding {
  const path = issue.path.map((each) => (typeof each === 'number' ? each : String(each)));
  const strange = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return { rule: 'shape', message: describeIssue(issue), path: pathText(path), file, ...lines([...path, ...strange]) };
}

/** The line of a path, or of the nearest thing around it that stands in the text. */
function lineIn(document: ReturnType<typeof parseDocument>, counter: LineCounter, path: readonly (string | number)[]) {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (!isNode(node) || !node.range) continue;
    const { line, col } = counter.linePos(node.range[0]);
    return { line, column: col };
  }
  return undefined;
}
