import type { MatterState } from '#engines/matters';
import { type Call, type FileValue, isRefusal, refuse } from '#kernel';
import { collectedByCode, subjectNames } from './collected-leaves.ts';
import { type EvidenceFile, sortEvidence, text, titleOf } from './evidence.ts';
import { periodWords } from './periods.ts';
import type { CollectPorts, SheetRow } from './ports.ts';
import { implausible, isShown, MISSING_WORDS, type StatedMissing, type Statement, stateValue } from './submit.ts';

const HEADINGS = [
  ...['编号', '指标代码', '指标', '对象', '期间', '计量单位', '口径', '填报期限'],
  ...['数值', '缺数原因', '来源和口径说明', '没有佐证的理由'],
];
const NEEDED = ['编号', '数值', '缺数原因', '来源和口径说明'];
const MOST = 2000;

export type Fault = {
  readonly row: number;
  readonly column: string;
  readonly what: string;
  readonly todo: string;
};

/** Every task that waits for this unit. */
async function tasksOf(ports: CollectPorts, call: Call): Promise<readonly MatterState[]> {
  const units = call.actor.unit ? [call.actor.unit] : [];
  const found: MatterState[] = [];
  for (let after: string | undefined; found.length < MOST; ) {
    const { states, next } = await ports.fillsWith(call, { units, after, limit: 200 });
    found.push(...states);
    if (!next) break;
    after = next;
  }
  return found.filter((each) => each.status === 'filling');
}

/** The unit's open tasks as a table that is filled in and sent back. */
export async function template(ports: CollectPorts, call: Call): Promise<FileValue> {
  const tasks = await tasksOf(ports, call);
  if (tasks.length === 0)
    throw refuse({
      code: 'collect.no-tasks',
      kind: 'not-found',
      what: '本单位没有待填报的指标',
      todo: '有新任务时再来下载',
    });
  const name = subjectNames(ports);
  const rows = tasks.map((task) => [
    task.number,
    text(task.fields.indicator),
    ...Object.values(printedOf(task, name)),
    text(task.fields.definition),
    text(task.fields.due),
    ...['', '', '', ''],
  ]);
  const words = Object.values(MISSING_WORDS).join('、');
  return ports.table({
    name: '指标填报表',
    headings: HEADINGS,
    rows: [...rows, ['', '', `没有数的，数值留空，缺数原因写：${words}`, '', '', '', '', '', '', '', '', '']],
  });
}

/** What is printed beside a number says which task it is: what differs was moved or changed. */
const printedOf = (task: MatterState, name: (code: string) => string) => ({
  指标: titleOf(task),
  对象: name(text(task.fields.target)),
  期间: periodWords(text(task.fields.period)),
  计量单位: text(task.fields.measure),
});

export type Read = {
  readonly good: readonly { readonly row: number; readonly state: MatterState; readonly said: Statement }[];
  readonly faults: readonly Fault[];
  readonly rows: readonly SheetRow[];
};

/** Reads a filled table; each row is one task, and what is wrong is said with row and column. */
export async function readSheet(ports: CollectPorts, call: Call, file: FileValue): Promise<Read> {
  const rows = await ports.readTable(file, NEEDED);
  if (!rows)
    throw refuse({
      code: 'collect.headings',
      kind: 'invalid',
      what: '表里没有找到填报表的表头',
      why: `须有这几列：${NEEDED.join('、')}`,
      todo: '请用下载的填报表填写，不要改表头',
    });
  if (rows.length > MOST)
    throw refuse({ code: 'collect.rows', kind: 'too-large', what: `一次最多导入 ${MOST} 行`, todo: '请分几次导入' });
  const tasks = new Map((await tasksOf(ports, call)).map((each) => [each.number, each]));
  const byCode = collectedByCode(ports);
  const name = subjectNames(ports);
  const seen = new Set<string>();
  const judged = rows.filter(isFilled).map((row) => {
    const number = cell(row, '编号');
    const state = tasks.get(number);
    const faults: Fault[] = [];
    const say = (column: string, what: string, todo: string): void => {
      faults.push({ row: row.line, column, what, todo });
    };
    if (!state)
      say('编号', number ? `没有待填报的“${number}”` : '没有编号', '编号照下载的表，不要改；已报送的不能再导入');
    else if (seen.has(number)) say('编号', `“${number}”写了两行`, '请删去一行');
    seen.add(number);
    for (const [column, own] of Object.entries(state ? printedOf(state, name) : {})) {
      const given = cell(row, column);
      if (given !== '' && own !== '' && given !== own.trim())
        say(
          column,
          `${number}的${column}是“${own}”，表里写成了“${given}”`,
          '请不要改这一列；行和编号错位的，重新下载再填',
        );
    }
    const leaf = state && byCode.get(text(state.fields.indicator));
    const said = statementIn(row, say);
    const wrong = leaf && said.value !== undefined ? implausible(leaf, said.value) : undefined;
    if (wrong) say('数值', wrong, '请核对数值和计量单位');
    return { row: row.line, state, said, faults };
  });
  return {
    good: judged.flatMap(({ row, state, said, faults }) =>
      state && faults.length === 0 ? [{ row, state, said }] : [],
    ),
    faults: judged.flatMap((each) => each.faults),
    rows,
  };
}

const cell = ({ cells }: SheetRow, name: string): string => (cells.get(name) ?? '').trim();
const isFilled = (row: SheetRow): boolean =>
  ['数值', '缺数原因', '来源和口径说明'].some((each) => cell(row, each) !== '') &&
  (cell(row, '编号') !== '' || cell(row, '数值') !== '');

const NUMBER = /^-?\d{1,15}(?:\.\d{1,10})?$/;

function statementIn(row: SheetRow, say: (column: string, what: string, todo: string) => void): Statement {
  const [number, why, reply] = [
    cell(row, '数值').replaceAll(',', ''),
    cell(row, '缺数原因'),
    cell(row, '来源和口径说明'),
  ];
  const missing = (Object.entries(MISSING_WORDS) as [StatedMissing, string][]).find(([, word]) => word === why)?.[0];
  if (number !== '' && !NUMBER.test(number)) say('数值', `“${number}”不是数`, '只填数字，不带单位');
  if (why !== '' && !missing)
    say('缺数原因', `没有“${why}”这一种`, `可以写：${Object.values(MISSING_WORDS).join('、')}`);
  if (number !== '' && why !== '') say('缺数原因', '既有数值又写了缺数原因', '两项填其一');
  if (number === '' && why === '') say('数值', '没有数值，也没有缺数原因', '两项填其一');
  if (reply.length < 2) say('来源和口径说明', '没有写数的来源', '写明出自哪个系统或报表、哪天取的');
  return {
    ...(NUMBER.test(number) ? { value: Number(number) } : {}),
    ...(missing ? { missing } : {}),
    ...{ reply, unproven: cell(row, '没有佐证的理由') },
  };
}

export type Imported = {
  readonly taken: number;
  /** Files that were put to a row that was taken. */
  readonly shown: number;
  readonly faults: readonly Fault[];
};
type Sending = { readonly dryRun: boolean; readonly evidence: readonly EvidenceFile[] };

/** Takes the good rows in and names the faulty ones; sending the corrected rest again takes only those. */
export async function importSheet(
  ports: CollectPorts,
  call: Call,
  file: FileValue,
  { dryRun, evidence }: Sending,
): Promise<Imported> {
  const { good: read, faults } = await readSheet(ports, call, file);
  const { files, loose } = sortEvidence(
    read.map((each) => each.state),
    evidence,
  );
  const bare = read.filter(({ state, said }) => !isShown({ ...said, files: files.get(state.id) }));
  const good = read.filter((each) => !bare.includes(each));
  const unshown = bare.map(
    ({ row }): Fault => ({
      ...{ row, column: '没有佐证的理由', what: '没有对得上的佐证材料，也没有写理由' },
      todo: '文件名里写上编号；确实不便附的，写明理由',
    }),
  );
  const unplaced = loose.map(
    ({ name, why }): Fault => ({
      ...{ row: 0, column: '佐证', what: `“${name}”${why}` },
      todo: '文件名里写上编号或指标代码；对应的行有毛病的，改好再一起传',
    }),
  );
  const byCode = collectedByCode(ports);
  const late: Fault[] = [];
  const shown = new Set<string>();
  for (const { row, state, said } of dryRun ? [] : good)
    try {
      const own = { ...call, idempotencyKey: `import ${state.id} ${state.seq}` };
      const ids = files.get(state.id) ?? [];
      const whole = { ...said, files: ids };
      await stateValue(ports, own, state, byCode.get(text(state.fields.indicator)), whole);
      for (const id of ids) shown.add(id);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      late.push({ row, column: '编号', what: error.message, todo: '请打开这件事项看看' });
    }
  const placed = dryRun ? new Set([...files.values()].flat()) : shown;
  return {
    taken: good.length - late.length,
    shown: placed.size,
    faults: [...faults, ...unshown, ...late, ...unplaced],
  };
}

/** Only the rows that were not taken in, with the reasons in front: correct them there and send the file back. */
export async function faultTable(ports: CollectPorts, call: Call, file: FileValue): Promise<FileValue> {
  const { faults, rows } = await readSheet(ports, call, file);
  const why = Map.groupBy(faults, (each) => each.row);
  const faulty = rows.filter((each) => why.has(each.line));
  return ports.table({
    name: '需要改正的行',
    headings: ['原行号', '错误原因', ...HEADINGS],
    rows: faulty.map((row) => [
      row.line,
      (why.get(row.line) ?? []).map((each) => `【${each.column}】${each.what}；${each.todo}`).join('\n'),
      ...HEADINGS.map((name) => cell(row, name)),
    ]),
  });
}
