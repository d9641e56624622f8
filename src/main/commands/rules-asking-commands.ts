import {
  assess,
  decisionOf,
  explainRule,
  groupingBy,
  type Literal,
  matchAll,
  openWhatIf,
  planMatch,
  populationOf,
  programFor,
  type RuleTotal,
  replay,
  type Step,
  stepsOf,
} from '#engines/rules';
import type { LocalCall, LocalCommand } from '#entrypoints/cli';
import { formatYuan, type Money, refuse } from '#kernel';
import type { FactDeclaration } from '#language';
import { catalogue, dayOf, FILE, json, ON, recordOf, rightRules } from './rules-files.ts';

const PEOPLE = {
  flags: '--population <file>',
  summary: '企业的 JSON 数组，值带单位 · records as a JSON array',
} as const;
const BY = { flags: '--by <facts>', summary: '按哪些事实分组，逗号分开 · group by' } as const;

const MARK = { true: '✓', false: '✗', null: '？' } as const;

const indented = ({ text, truth, steps }: Step, depth = 1): readonly string[] => [
  `${'  '.repeat(depth)}${MARK[`${truth}`]} ${text}`,
  ...steps.flatMap((step) => indented(step, depth + 1)),
];

const explain: LocalCommand = {
  name: 'rules explain',
  summary: '一家企业符合哪些规则，差什么、缺什么 · explain one record',
  args: [FILE],
  options: [
    { flags: '--facts <file>', summary: '事实 JSON，值带单位 · facts as JSON' },
    { flags: '--steps', summary: '逐个条件列出 · every condition' },
    ON,
  ],
  examples: ['clearway rules explain 研发补助.yaml --facts 企业.json --steps'],
  run: async (call) => {
    const { book, facts: known } = await rightRules(call.args[0] ?? '', await catalogue());
    const given = typeof call.options.facts === 'string' ? await json(call.options.facts) : {};
    const program = programFor(book, { rulesAsOf: dayOf(call) });
    const assessment = assess(program, recordOf(given, known));
    const found = program.rules.map(({ rule }) => explainRule(assessment, rule.id));
    const said = found.flatMap((each) => [
      `${each.rule.rule.name}：${each.sentence}`,
      ...(call.options.steps === true ? indented(stepsOf(assessment, each.rule.rule.id)) : []),
      ...(each.clause ? [`  依据：${each.clause.text}`] : []),
    ]);
    const shown = found.map(({ rule, sentence, unmet, open, missing, parameters, clause }) => ({
      rule: rule.rule.id,
      sentence,
      unmet: unmet.map((each) => each.sentence),
      open: open.map((each) => each.sentence),
      missing,
      parameters,
      clause: clause ?? null,
      decision: decisionOf(assessment, rule.rule.id, dayOf(call)),
    }));
    return { json: shown, text: `${said.join('\n')}\n` };
  },
};

const replayed: LocalCommand = {
  name: 'rules replay',
  summary: '按存下的决定重算，看是否仍是同一结果 · replay stored decisions',
  args: [FILE, { name: 'decisions', summary: '决定的 JSON 数组（explain --json 的 decision）' }],
  examples: ['clearway rules replay 研发补助.yaml 决定.json'],
  run: async ({ args }) => {
    const { book } = await rightRules(args[0] ?? '', await catalogue());
    const decisions = (await json(args[1] ?? '')) as readonly Parameters<typeof replay>[0][];
    const found = [decisions].flat().map((decision) => ({ rule: decision.rule, ...replay(decision, book) }));
    const said = found.map((each) => `${each.rule}：${each.same ? '相同' : each.why}`);
    const exitCode = found.every((each) => each.same) ? 0 : 1;
    return { json: found, text: `${said.join('\n')}\n`, exitCode };
  },
};

const peopleOf = async ({ options }: LocalCall, facts: readonly FactDeclaration[]) => {
  const given = typeof options.population === 'string' ? await json(options.population) : [];
  if (!Array.isArray(given))
    throw refuse({ code: 'rules.population', kind: 'invalid', what: '企业要写成 JSON 数组', todo: '请写 [{…}, {…}]' });
  const records = given.map((record) => recordOf(record, facts));
  const population = populationOf(records, facts);
  const names = typeof options.by === 'string' ? options.by.split(/[,，]/) : [];
  return { population, by: groupingBy(population, names), grouped: names.length > 0 };
};

const plainly = (each: RuleTotal) => ({
  ...each,
  amount: Number(each.amount),
  groups: each.groups.map((group) => ({ ...group, amount: Number(group.amount) })),
});

const yuan = (fen: bigint): string => `${formatYuan(Number(fen) as Money)}`;

const figures = ({ yes, unknown, amount }: RuleTotal): string => `符合 ${yes}，未知 ${unknown}，金额 ${yuan(amount)}`;

const groupLines = ({ groups }: RuleTotal): readonly string[] =>
  groups.map(
    ({ key, count, amount }) => `  ${key.map((each) => each ?? '未知').join('、')}：${count}，${yuan(amount)}`,
  );

const match: LocalCommand = {
  name: 'rules match',
  summary: '许多企业按全部规则各有多少符合、多少未知、多少钱 · match a population',
  args: [FILE],
  options: [PEOPLE, BY, ON],
  examples: ['clearway rules match 研发补助.yaml --population 企业.json --by 企业规模'],
  run: async (call) => {
    const { book, facts } = await rightRules(call.args[0] ?? '', await catalogue());
    const { population, by, grouped } = await peopleOf(call, facts);
    const totals = matchAll(planMatch(programFor(book, { rulesAsOf: dayOf(call) }), population), { by });
    const said = totals.flatMap((each) => [`${each.rule}：${figures(each)}`, ...(grouped ? groupLines(each) : [])]);
    return { json: totals.map(plainly), text: `${said.join('\n')}\n` };
  },
};

/** 占比下限=2.5%,上限=60万元 */
const supposedIn = (text: string): Readonly<Record<string, Literal>> =>
  Object.fromEntries(
    text.split(/[,，]/).map((pair) => {
      const [name = '', value = ''] = pair.split(/[=＝]/);
      return [name.trim(), value.trim()];
    }),
  );

const supposing = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw refuse({
      code: 'rules.suppose',
      kind: 'invalid',
      what: '假设的参数用不了',
      why,
      todo: '请写成 占比下限=2.5%',
    });
  }
};

const simulate: LocalCommand = {
  name: 'rules simulate',
  summary: '改动参数，看谁进谁出、多花多少 · try other parameters',
  args: [FILE],
  options: [PEOPLE, { flags: '--set <values>', summary: '参数=值，逗号分开 · parameter=value' }, BY, ON],
  examples: ['clearway rules simulate 研发补助.yaml --population 企业.json --set 占比下限=2.5%'],
  run: async (call) => {
    const { set, book, facts } = await rightRules(call.args[0] ?? '', await catalogue());
    const { population, by } = await peopleOf(call, facts);
    const day = { rulesAsOf: dayOf(call) };
    const values = supposedIn(typeof call.options.set === 'string' ? call.options.set : '');
    const [now, then] = [
      programFor(book, day),
      supposing(() => programFor(book, day, { values: { [set.id]: values } })),
    ];
    const found = now.rules.map(({ rule }) => {
      const trial = openWhatIf(now, rule.id, population, by);
      const before = trial.total();
      trial.move(then);
      return { rule: rule.id, before, after: trial.total() };
    });
    const said = found.flatMap(({ rule, before, after }) => [
      `${rule}：${figures(before)}`,
      `  改为：${figures(after)}`,
    ]);
    const shown = found.map(({ rule, before, after }) => ({ rule, before: plainly(before), after: plainly(after) }));
    return { json: shown, text: `${said.join('\n')}\n` };
  },
};

/** What rules say about one record and about many. */
export const rulesAskingCommands: readonly LocalCommand[] = [explain, match, simulate, replayed];
