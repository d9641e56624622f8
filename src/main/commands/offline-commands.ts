import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { DispatchMap, proveDispatchMap } from '#domains/appeals';
import { readBankFormats } from '#domains/funds';
import { policyFindingText, readLibrary } from '#domains/policies';
import { readPlan } from '#domains/programme';
import { loadLoop } from '#engines/matters';
import type { LocalCall, LocalCommand } from '#entrypoints/cli';
import { buildCalendar, calendarAdd, day, isRefusal, measureWorkingDays, refuse, type WorkingCalendar } from '#kernel';
import { evaluateWithJsonFacts } from '#language';
import { checkPacks, formatFinding, loadCalendar, loadPacks, type Pack, stacksOf } from '#platform/packs';
import { readSettings } from '#platform/settings';
import { aroundLoops, BANK_FORMATS, loopFinding, PACKS } from '../city.ts';
import { settingFindings } from '../city-settings.ts';
import { evaluationFindings } from '../evaluation-pack.ts';

const argument = ({ args }: LocalCall, index: number): string => args[index] ?? '';

async function readNamed(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw refuse({
      code: 'cli.file',
      kind: 'not-found',
      what: `读不到文件 ${path}`,
      why: code === 'ENOENT' ? '没有这个文件' : code === 'EISDIR' ? '这是一个文件夹' : String(code),
      todo: '请核对路径',
    });
  }
}

/** The calendar of the city that CITY names, its own days over the national ones. */
async function cityCalendar({ env }: LocalCall): Promise<WorkingCalendar> {
  const { packsDir, city } = readSettings(env);
  const { value, findings } = await loadCalendar(packsDir ?? PACKS, ['base', city]);
  if (value && findings.length === 0) return buildCalendar(value);
  throw refuse({
    code: 'packs.calendar',
    kind: 'invalid',
    what: `日历有 ${findings.length} 处错误`,
    why: findings.map(formatFinding).join('\n'),
    todo: '请按上面的位置改正',
  });
}

const planParse: LocalCommand = {
  name: 'plan parse',
  summary: '拆解一份计划（txt、docx、xlsx） · parse a plan into tasks and measures',
  args: [{ name: 'file', summary: '计划文件 · the plan' }],
  examples: ['clearway plan parse 实施方案.docx --json'],
  run: async (call) => {
    const file = argument(call, 0);
    const { draft } = await readPlan(await readNamed(file), basename(file));
    const measures = draft.tasks.reduce((sum, each) => sum + each.measures.length, 0);
    const lines = draft.tasks.map((task) => `${task.number}. ${task.title}（${task.measures.length} 项）`);
    const head = [
      draft.title,
      draft.documentNumber,
      `${draft.tasks.length} 项任务，${measures} 条举措，修正 ${draft.repairs.length} 处`,
    ];
    return { json: draft, text: `${[...head.filter(Boolean), ...lines].join('\n')}\n` };
  },
};

const addDays: LocalCommand = {
  name: 'calendar add',
  summary: '若干个工作日之后是哪天 · the date N working days after DATE',
  args: [
    { name: 'date', summary: '日期 YYYY-MM-DD' },
    { name: 'n', summary: '工作日数 · working days' },
  ],
  examples: ['clearway calendar add 2026-09-30 5'],
  run: async (call) => {
    const n = Number(argument(call, 1));
    if (!Number.isInteger(n))
      throw refuse({
        code: 'cli.number',
        kind: 'invalid',
        what: `“${argument(call, 1)}”不是整数`,
        todo: '请填工作日数，例如 5',
      });
    const date = calendarAdd(await cityCalendar(call), day(argument(call, 0)), n);
    return { json: date, text: `${date}\n` };
  },
};

const measureDays: LocalCommand = {
  name: 'calendar measure',
  summary: '两天之间有几个工作日（不含起日，含止日） · working days in (A, B]',
  args: [
    { name: 'a', summary: '起 · from' },
    { name: 'b', summary: '止 · to' },
  ],
  examples: ['clearway calendar measure 2026-09-30 2026-10-15'],
  run: async (call) => {
    const n = measureWorkingDays(await cityCalendar(call), day(argument(call, 0)), day(argument(call, 1)));
    return { json: n, text: `${n}\n` };
  },
};

const rulesEval: LocalCommand = {
  name: 'rules eval',
  summary: '按给定事实计算一个表达式 · evaluate an expression over facts',
  args: [{ name: 'expression', summary: '表达式，如 研发费用占比 >= 3%' }],
  dashes: true,
  options: [{ flags: '--facts <file>', summary: '事实 JSON 文件 · facts as JSON' }],
  examples: ['clearway rules eval "营业收入 <= 4亿元" --facts 企业.json --json'],
  run: async (call) => {
    const file = typeof call.options.facts === 'string' ? call.options.facts : undefined;
    const facts = file ? parseJson(new TextDecoder().decode(await readNamed(file)), file) : {};
    const result = evaluateWithJsonFacts(argument(call, 0), facts);
    const failed = result.diagnostics.some((each) => each.severity === 'error');
    const said = [
      failed ? '' : String(result.value),
      ...(result.missing.length > 0 ? [`缺：${result.missing.join('、')}`] : []),
      ...result.diagnostics.map((each) => each.message),
    ];
    return { json: result, text: `${said.filter(Boolean).join('\n')}\n`, exitCode: failed ? 1 : 0 };
  },
};

function parseJson(text: string, file: string): Parameters<typeof evaluateWithJsonFacts>[1] {
  try {
    const facts: unknown = JSON.parse(text);
    if (typeof facts === 'object' && facts !== null && !Array.isArray(facts)) return facts;
  } catch (error) {
    throw refuse({
      code: 'cli.json',
      kind: 'invalid',
      what: `${file} 不是有效的 JSON`,
      why: error instanceof Error ? error.message : '',
    });
  }
  throw refuse({
    code: 'cli.facts',
    kind: 'invalid',
    what: `${file} 里不是一组事实`,
    todo: '请写成 {"事实名": 值, …}',
  });
}

const check: LocalCommand = {
  name: 'check',
  summary: '检查资源包：写法、引用，以及每个闭环能否发布 · check packs',
  args: [{ name: 'folder', summary: 'packs 文件夹', optional: true }],
  examples: ['clearway check packs/'],
  run: async (call) => {
    const folder = resolve(argument(call, 0) || PACKS);
    const findings = (await checkPacks(folder)).map((each) => ({
      line: formatFinding(each),
      error: each.severity === 'error',
    }));
    const loops = await provenFindings(folder);
    const all = [...findings, ...loops];
    const errors = all.filter((each) => each.error).length;
    return {
      json: all,
      text: `${[...all.map((each) => each.line), errors === 0 ? '资源包没有错误' : `共 ${errors} 处错误`].join('\n')}\n`,
      exitCode: errors === 0 ? 0 : 1,
    };
  },
};

/** Proves every loop and dispatch map of the base and of each city, layers applied. */
async function provenFindings(folder: string): Promise<readonly { line: string; error: boolean }[]> {
  const found = await Promise.all((await stacksOf(folder)).map((stack) => provenFindingsOf(folder, stack)));
  return [...new Set(found.flat())].map((line) => ({ line, error: true }));
}

async function provenFindingsOf(folder: string, stack: readonly string[]): Promise<readonly string[]> {
  try {
    const pack = await loadPacks(folder, stack);
    const loops = pack.loops.map((each) => each.loop);
    const found = pack.loops.flatMap(({ text, file }) =>
      loadLoop(text, file, aroundLoops(loops)).findings.map(loopFinding),
    );
    const indicators = [...evaluationFindings(pack), ...settingFindings(pack)].map(formatFinding);
    const dispatch = dispatchFindings(pack).map((each) => `${stack[1] ?? 'base'}/dispatch.yaml ${each}`);
    const policies = readLibrary(pack.policies, pack.facts).findings.map(policyFindingText);
    const banks = readBankFormats(pack.other[BANK_FORMATS]).findings;
    return [...found, ...dispatch, ...indicators, ...policies, ...banks];
  } catch (error) {
    // What stops the packs from loading has been told already.
    if (isRefusal(error)) return [];
    throw error;
  }
}

/** The dispatcher's map names categories and units that exist. */
function dispatchFindings({ other, lists, units }: Pack): readonly string[] {
  if (other.dispatch === undefined) return [];
  const read = DispatchMap.safeParse(other.dispatch);
  if (!read.success) return read.error.issues.map(({ path, message }) => `${path.join('.')}：${message}`);
  const categories = new Set(lists['appeal-category']?.items.map((each) => each.code));
  return proveDispatchMap(read.data, { categories, units: new Set(units.map((each) => each.id)) });
}

/** Commands that need neither a server nor a database. */
export const offlineCommands: readonly LocalCommand[] = [planParse, addDays, measureDays, rulesEval, check];
