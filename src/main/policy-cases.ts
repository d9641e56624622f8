import { basename } from 'node:path';
import { loadPolicy, policyFindingText, runPolicyCases } from '#domains/policies';
import type { CaseResult } from '#engines/rules';
import { refuse } from '#kernel';
import type { FactDeclaration } from '#language';

/** A file of policies has its cases clause by clause; `undefined` when it is a rule file. */
export function policyCases(
  text: string,
  path: string,
  facts: readonly FactDeclaration[],
): readonly CaseResult[] | undefined {
  if (!/^policy:/m.test(text)) return undefined;
  const { loaded, findings } = loadPolicy(text, basename(path), facts);
  if (loaded) return runPolicyCases(loaded).map((each) => ({ ...each, path: [] }));
  const why = findings.map(policyFindingText).join('；');
  throw refuse({ code: 'rules.wrong', kind: 'invalid', what: `${path} 有错误，不能使用`, why, todo: '请先改正' });
}
