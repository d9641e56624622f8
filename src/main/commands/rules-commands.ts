import {
  type CaseResult,
  checkExpiry,
  checkPartition,
  checkProgram,
  coverageOf,
  type FileFinding,
  lackingIn,
  programFor,
} from '#engines/rules';
import type { LocalCommand } from '#entrypoints/cli';
import { rulesAskingCommands } from './rules-asking-commands.ts';
import { catalogue, FILES, formatted, type ReadRules, readRules, rightRules, today } from './rules-files.ts';
import { rulesTableCommands } from './rules-table-commands.ts';

/** Half a year before a rule or a value ends there is still time for the next one. */
const SOON = 180;

const doubtsIn = ({ set, book, place }: ReadRules, divides: boolean): readonly FileFinding[] => {
  const day = { rulesAsOf: today() };
  const program = programFor(book, day);
  const shared = divides ? checkPartition(program) : [];
  const doubts = [...checkProgram(program), ...checkExpiry(book, day, SOON), ...shared];
  return doubts.map((each) =>
    place(
      set.rules.findIndex(({ id }) => id === each.rule),
      { code: each.code, message: each.message },
    ),
  );
};

const check: LocalCommand = {
  name: 'rules check',
  summary: '检查规则文件：名称、类型、单位、参数 · check rule files',
  args: [FILES],
  options: [{ flags: '--partition', summary: '各条规则应不重不漏 · tell overlaps and gaps' }],
  examples: ['clearway rules check 研发补助.yaml'],
  run: async ({ args, options }) => {
    const facts = await catalogue();
    const findings: FileFinding[] = [];
    for (const path of args) {
      const read = await readRules(path, facts);
      findings.push(...read.findings, ...(read.rules ? doubtsIn(read.rules, options.partition === true) : []));
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

/** Conditions that no case shows true, false, unknown and at the boundary; a hint, not a failure. */
const unseen = ({ set, book, records }: ReadRules): readonly string[] => {
  if (!records) return [];
  const days = set.rules.map(({ since }) => since).sort();
  return coverageOf(programFor(book, { rulesAsOf: days.at(-1) ?? today() }), records()).flatMap((each) => {
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
      const rules = await rightRules(path, facts);
      const ran = rules.runCases();
      results.push(...ran);
      if (ran.every((each) => each.passed)) lacking.push(...unseen(rules));
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

/** Rule files from the command line; no server, no database. */
export const rulesCommands: readonly LocalCommand[] = [check, testCases, ...rulesAskingCommands, ...rulesTableCommands];
