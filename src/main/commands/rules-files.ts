import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { loadPolicy, ruleSetOf, runPolicyCases } from '#domains/policies';
import {
  type CaseResult,
  checkRuleFile,
  type FileFinding,
  factsOfCase,
  factsWith,
  loadRuleFile,
  type RuleBook,
  type RuleSet,
  runCases,
} from '#engines/rules';
import type { LocalCall } from '#entrypoints/cli';
import { isRefusal, refuse } from '#kernel';
import type { FactDeclaration, Facts } from '#language';
import { loadPacks } from '#platform/packs';
import { PACKS } from '../city.ts';

export const FILE = { name: 'file', summary: '规则文件或政策文件 YAML · rule or policy file' } as const;
export const FILES = { ...FILE, many: true } as const;
export const ON = { flags: '--on <day>', summary: '按哪一天的规则，默认今天 · law of that day' } as const;

/** The facts of the base pack; a rule file may declare more. */
export const catalogue = async (): Promise<readonly FactDeclaration[]> => (await loadPacks(PACKS, ['base'])).facts;

export const textOf = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? '没有这个文件' : String((error as Error).message);
    throw refuse({ code: 'cli.file', kind: 'not-found', what: `读不到文件 ${path}`, why, todo: '请核对路径' });
  }
};

const SEVERITY = { error: '错误', warning: '提醒', info: '说明' } as const;

export const formatted = ({ file, line, column, severity, message }: FileFinding): string =>
  `${file}${line === undefined ? '' : `:${line}:${column}`} ${SEVERITY[severity]}：${message}`;

/** What a file says in rules, however it is written: as rules, or as a policy with its clauses. */
export type ReadRules = {
  readonly set: RuleSet;
  readonly book: RuleBook;
  /** Those of the catalogue and of the file itself. */
  readonly facts: readonly FactDeclaration[];
  readonly place: (rule: number, doubt: Pick<FileFinding, 'code' | 'message'>) => FileFinding;
  readonly runCases: () => readonly CaseResult[];
  /** The facts of each case, where the form of the file leaves it open which conditions its cases show. */
  readonly records?: () => readonly Facts[];
};
type Read = { readonly rules?: ReadRules; readonly findings: readonly FileFinding[] };

const readRuleFile = (text: string, file: string, facts: readonly FactDeclaration[]): Read => {
  const result = loadRuleFile(text, file);
  if (!result.ok) return { findings: result.findings };
  const { compiled, findings } = checkRuleFile(result.loaded, facts);
  if (!compiled.ok) return { findings };
  const { file: set, place } = result.loaded;
  const own = factsWith(facts, set);
  const rules: ReadRules = {
    set,
    book: compiled.book,
    facts: own,
    place: (rule, doubt) => {
      const path = rule < 0 ? [] : ['rules', rule, 'condition'];
      return { ...place({ set: set.id, path, severity: 'warning', ...doubt }), file };
    },
    runCases: () => runCases(set, compiled.book, facts),
    records: () => (set.cases ?? []).map((each) => recordOf(each.facts, own)),
  };
  return { rules, findings };
};

const readPolicyFile = (text: string, file: string, facts: readonly FactDeclaration[]): Read => {
  const { loaded, findings, place } = loadPolicy(text, file, facts);
  const told = findings.map((each): FileFinding => ({ ...each, code: 'policy', path: [] }));
  if (!loaded) return { findings: told };
  const rules: ReadRules = {
    set: ruleSetOf(loaded.policy),
    book: loaded.book,
    facts,
    place: (rule, doubt) => {
      const path = rule < 0 ? [] : ['clauses', rule];
      return { file, ...place(path), path, severity: 'warning', ...doubt };
    },
    runCases: () => runPolicyCases(loaded).map((each) => ({ ...each, path: [] })),
  };
  return { rules, findings: told };
};

const NEITHER: Pick<FileFinding, 'code' | 'severity' | 'message' | 'path'> = {
  code: 'shape',
  severity: 'error',
  message: '看不出是规则文件还是政策文件：规则文件写 id 和 rules，政策文件写 policy 和 clauses',
  path: [],
};

/** Which form a file has, its top words say. */
export const readRules = async (path: string, facts: readonly FactDeclaration[]): Promise<Read> => {
  const text = await textOf(path);
  if (/^(policy|clauses):/m.test(text)) return readPolicyFile(text, basename(path), facts);
  if (/^(id|rules):/m.test(text)) return readRuleFile(text, basename(path), facts);
  return { findings: [{ ...NEITHER, file: basename(path), line: 1, column: 1 }] };
};

export const rightRules = async (path: string, facts: readonly FactDeclaration[]): Promise<ReadRules> => {
  const { rules, findings } = await readRules(path, facts);
  if (rules) return rules;
  const why = findings.map(formatted).join('；');
  throw refuse({ code: 'rules.wrong', kind: 'invalid', what: `${path} 有错误，不能使用`, why, todo: '请先改正' });
};

export const json = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await textOf(path));
  } catch (error) {
    if (isRefusal(error)) throw error;
    const why = error instanceof Error ? error.message : '';
    throw refuse({ code: 'cli.json', kind: 'invalid', what: `${path} 不是有效的 JSON`, why });
  }
};

export const recordOf = (facts: unknown, declared: readonly FactDeclaration[]) => {
  try {
    return factsOfCase((facts ?? {}) as Parameters<typeof factsOfCase>[0], declared);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw refuse({
      code: 'rules.facts',
      kind: 'invalid',
      what: '事实读不懂',
      why,
      todo: '金额、百分比等请带单位，如 "4亿元"',
    });
  }
};

export const today = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
export const dayOf = ({ options }: LocalCall): string => (typeof options.on === 'string' ? options.on : today());
