import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { loadPolicy, policyCatalogue, policyFindingText, runPolicyCases } from '#domains/policies';
import {
  assess,
  type CaseResult,
  checkExpiry,
  checkProgram,
  checkRuleFile,
  coverageOf,
  explainRule,
  type FileFinding,
  factsOfCase,
  factsWith,
  groupingBy,
  type LoadedFile,
  lackingIn,
  loadRuleFile,
  matchAll,
  planMatch,
  populationOf,
  programFor,
  type RuleBook,
  runCases,
} from '#engines/rules';
import type { LocalCall, LocalCommand } from '#entrypoints/cli';
import { formatYuan, isRefusal, type Money, refuse } from '#kernel';
import type { FactDeclaration } from '#language';
import { loadPacks } from '#platform/packs';
import { PACKS } from './city.ts';

const FILE = { name: 'file', summary: '规则文件 YAML · rule file' } as const;
const FILES = { ...FILE, many: true } as const;
const ON = { flags: '--on <day>', summary: '按哪一天的规则，默认今天 · law of that day' } as const;

/** The facts of the base pack; a rule file may declare more. */
const catalogue = async (): Promise<readonly FactDeclaration[]> => (await loadPacks(PACKS, ['base'])).facts;

const textOf = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? '没有这个文件' : String((error as Error).message);
    throw refuse({ code: 'cli.file', kind: 'not-found', what: `读不到文件 ${path}`, why, todo: '请核对路径' });
  }
};

const SEVERITY = { error: '错误', warning: '提醒', info: '说明' } as const;

const formatted = ({ file, line, column, severity, message }: FileFinding): string =>
  `${file}${line === undefined ? '' : `:${line}:${column}`} ${SEVERITY[severity]}：${message}`;

type Read =
  | { readonly loaded: LoadedFile; readonly book: RuleBook; readonly findings: readonly FileFinding[] }
  | { readonly loaded?: undefined; readonly findings: readonly FileFinding[] };

const readRules = async (path: string, facts: readonly FactDeclaration[]): Promise<Read> => {
  const result = loadRuleFile(await textOf(path), basename(path));
  if (!result.ok) return { findings: result.findings };
  const { compiled, findings } = checkRuleFile(result.loaded, facts);
  return compiled.ok ? { loaded: result.loaded, book: compiled.book, findings } : { findings };
};

const rightRules = async (path: string, facts: readonly FactDeclaration[]) => {
  const read = await readRules(path, facts);
  if (read.loaded) return read;
  const why = read.findings.map(formatted).join('；');
  throw refuse({ code: 'rules.wrong', kind: 'invalid', what: `${path} 有错误，不能使用`, why, todo: '请先改正' });
};

const json = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await textOf(path));
  } catch (error) {
    if (isRefusal(error)) throw error;
    const why = error instanceof Error ? error.message : '';
    throw refuse({ code: 'cli.json', kind: 'invalid', what: `${path} 不是有效的 JSON`, why });
  }
};

const recordOf = (facts: unknown, declared: readonly FactDeclaration[]) => {
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

const today = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
const dayOf = ({ options }: LocalCall): string => (typeof options.on === 'string' ? options.on : today());

/** Half a year before a rule or a value ends there is still time for the next one. */
const SOON = 180;

const doubtsIn = (loaded: LoadedFile, book: RuleBook, file: string): readonly FileFinding[] => {
  const day = { rulesAsOf: today() };
  const doubts = [...checkProgram(programFor(book, day)), ...checkExpiry(book, day, SOON)];
  return doubts.map(({ code, rule, message }) => {
    const at = loaded.file.rules.findIndex(({ id }) => id === rule);
    const path = at < 0 ? [] : ['rules', at, 'condition'];
    return { ...loaded.place({ set: loaded.file.id, path, code, severity: 'warning', message }), file };
  });
};

const check: LocalCommand = {
  name: 'rules check',
  summary: '检查规则文件：名称、类型、单位、参数 · check rule files',
  args: [FILES],
  examples: ['clearway rules check 研发补助.yaml'],
  run: async ({ args }) => {
    const facts = await catalogue();
    const findings: FileFinding[] = [];
    for (const path of args) {
      const read = await readRules(path, facts);
      findings.push(...read.findings, ...(read.loaded ? doubtsIn(read.loaded, read.book, basename(path)) : []));
    }
    const errors = findings.filter((each) => each.severity === 'error').length;
    const last = errors === 0 ? '规则文件没有错误' : `共 ${errors} 处错误`;
    return {
      json: findings,
      text: `${[...findings.map(formatted), last].join('\n')}\n`,
      exitCode: errors === 0 ? 0 : 1,
    };
  },
};

const line = (each: CaseResult): string =>
  each.passed
    ? `✓ ${each.case}（${each.rule}）：${each.actual}`
    : `✗ ${each.case}${each.rule ? `（${each.rule}）：应为 ${each.expected}，得到 ${each.actual || '—'}` : ''}；${each.why}`;

/** A file of policies has its cases clause by clause; `undefined` when it is a rule file. */
async function policyCases(
  path: string,
  facts: readonly FactDeclaration[],
): Promise<readonly CaseResult[] | undefined> {
  const text = await textOf(path);
  if (!/^policy:/m.test(text)) return undefined;
  const { loaded, findings } = loadPolicy(text, basename(path), policyCatalogue(facts));
  if (loaded) return runPolicyCases(loaded).map((each) => ({ ...each, path: [] }));
  const why = findings.map(policyFindingText).join('；');
  throw refuse({ code: 'rules.wrong', kind: 'invalid', what: `${path} 有错误，不能使用`, why, todo: '请先改正' });
}

/** Conditions that no case shows true, false, unknown and at the boundary; a hint, not a failure. */
const unseen = ({ file }: LoadedFile, book: RuleBook, base: readonly FactDeclaration[]): readonly string[] => {
  const rulesAsOf =
    file.rules
      .map(({ since }) => since as string)
      .sort()
      .at(-1) ?? today();
  const facts = factsWith(base, file);
  const records = (file.cases ?? []).map((each) => recordOf(each.facts, facts));
  return coverageOf(programFor(book, { rulesAsOf }), records).flatMap((each) => {
    const said = lackingIn(each);
    return said === undefined ? [] : [`· ${said}`];
  });
};

const testCases: LocalCommand = {
  name: 'rules test',
  summary: '运行规则文件里的例子 · run the cases of rule files',
  args: [FILES],
  examples: ['clearway rules test 研发补助.yaml'],
  run: async ({ args }) => {
    const facts = await catalogue();
    const results: CaseResult[] = [];
    const lacking: string[] = [];
    for (const path of args) {
      const policy = await policyCases(path, facts);
      if (policy) {
        results.push(...policy);
        continue;
      }
      const { loaded, book } = await rightRules(path, facts);
      const ran = runCases(loaded.file, book, facts);
      results.push(...ran);
      if (ran.every((each) => each.passed)) lacking.push(...unseen(loaded, book, facts));
    }
    const failed = results.filter((each) => !each.passed).length;
    const last = `${results.length} 项，${failed === 0 ? '全部符合' : `${failed} 项不符`}`;
    return {
      json: results,
      text: `${[...results.map(line), ...lacking, last].join('\n')}\n`,
      exitCode: failed === 0 ? 0 : 1,
    };
  },
};

const explain: LocalCommand = {
  name: 'rules explain',
  summary: '一家企业符合哪些规则，差什么、缺什么 · explain one record',
  args: [FILE],
  options: [{ flags: '--facts <file>', summary: '事实 JSON，值带单位 · facts as JSON' }, ON],
  examples: ['clearway rules explain 研发补助.yaml --facts 企业.json'],
  run: async (call) => {
    const facts = await catalogue();
    const { loaded, book } = await rightRules(call.args[0] ?? '', facts);
    const given = typeof call.options.facts === 'string' ? await json(call.options.facts) : {};
    const program = programFor(book, { rulesAsOf: dayOf(call) });
    const assessment = assess(program, recordOf(given, factsWith(facts, loaded.file)));
    const found = program.rules.map(({ rule }) => explainRule(assessment, rule.id));
    const said = found.map(
      (each) => `${each.rule.rule.name}：${each.sentence}${each.clause ? `\n  依据：${each.clause.text}` : ''}`,
    );
    const shown = found.map(({ rule, truth, amount, sentence, unmet, open, missing, parameters, clause }) => ({
      rule: rule.rule.id,
      value: truth ?? 'unknown',
      amount: amount ?? null,
      sentence,
      unmet: unmet.map((each) => each.sentence),
      open: open.map((each) => each.sentence),
      missing,
      parameters,
      clause: clause ?? null,
    }));
    return { json: shown, text: `${said.join('\n')}\n` };
  },
};

const match: LocalCommand = {
  name: 'rules match',
  summary: '许多企业按全部规则各有多少符合、多少未知、多少钱 · match a population',
  args: [FILE],
  options: [
    { flags: '--population <file>', summary: '企业的 JSON 数组，值带单位 · records as a JSON array' },
    { flags: '--by <facts>', summary: '按哪些事实分组，逗号分开 · group by' },
    ON,
  ],
  examples: ['clearway rules match 研发补助.yaml --population 企业.json --by 企业规模'],
  run: async (call) => {
    const base = await catalogue();
    const { loaded, book } = await rightRules(call.args[0] ?? '', base);
    const facts = factsWith(base, loaded.file);
    const given = typeof call.options.population === 'string' ? await json(call.options.population) : [];
    if (!Array.isArray(given))
      throw refuse({
        code: 'rules.population',
        kind: 'invalid',
        what: '企业要写成 JSON 数组',
        todo: '请写 [{…}, {…}]',
      });
    const population = populationOf(
      given.map((record) => recordOf(record, facts)),
      facts,
    );
    const names = typeof call.options.by === 'string' ? call.options.by.split(/[,，]/) : [];
    const by = groupingBy(population, names);
    const plan = planMatch(programFor(book, { rulesAsOf: dayOf(call) }), population);
    const totals = matchAll(plan, { by }).map((each) => ({
      ...each,
      amount: Number(each.amount),
      groups: each.groups.map((group) => ({ ...group, amount: Number(group.amount) })),
    }));
    const said = totals.flatMap(({ rule, yes, unknown, amount, groups }) => [
      `${rule}：符合 ${yes}，未知 ${unknown}，金额 ${formatYuan(amount as Money)}`,
      ...(names.length
        ? groups.map(
            (group) =>
              `  ${group.key.map((key) => key ?? '未知').join('、')}：${group.count}，${formatYuan(group.amount as Money)}`,
          )
        : []),
    ]);
    return { json: totals, text: `${said.join('\n')}\n` };
  },
};

/** Rule files from the command line; no server, no database. */
export const rulesCommands: readonly LocalCommand[] = [check, explain, match, testCases];
