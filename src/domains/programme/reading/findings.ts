import type { Finding, PartDraft, TaskDraft } from './types.ts';
import { isGroupName } from './units.ts';

const quote = (text: string): string => `“${text}”`;

/** Numbers that skip, repeat or run backwards within one list. */
function gaps(numbers: readonly number[]): string[] {
  return numbers.flatMap((number, i) => {
    const previous = numbers[i - 1];
    if (previous === undefined || number === previous + 1 || number === 1) return [];
    return [`编号 ${previous} 之后是 ${number}`];
  });
}

function numberFindings(tasks: readonly TaskDraft[]): Finding[] {
  const spansAll = tasks.map(({ span }) => span);
  const ofTasks = gaps(tasks.map(({ number }) => number)).map((note) => ({
    kind: 'numbering',
    note: `任务${note}`,
    at: spansAll.slice(0, 0),
  }));
  const ofMeasures = tasks.flatMap(({ key, measures, span }) =>
    gaps(measures.map(({ number }) => number)).map((note) => ({
      kind: 'numbering',
      note: `任务 ${key} 的举措${note}`,
      at: [span],
    })),
  );
  return [...ofTasks, ...ofMeasures];
}

/** The body and the annex call one item by two names. */
function titleFindings(tasks: readonly TaskDraft[], parts: readonly PartDraft[]): Finding[] {
  const items = parts.flatMap((part) => part.items);
  return tasks.flatMap((task) => {
    const same = items.filter(({ number }) => number === task.number);
    const item = same[0];
    if (item === undefined || same.length > 1 || item.title === task.title) return [];
    const note = `第 ${task.number} 项标题不一致：正文为${quote(item.title)}，附件为${quote(task.title)}`;
    return [{ kind: 'title-differs', note, at: [item.span, task.span] }];
  });
}

/** "A、B、C和D": the members of an enumeration in a clause. */
function enumerations(text: string): string[][] {
  return text
    .split(/[，。；：\n]/)
    .filter((clause) => (clause.match(/、/g)?.length ?? 0) >= 3)
    .map((clause) =>
      clause
        .replace(/等.*$/, '')
        .split(/、|和|及/)
        .map((member, i) => (i === 0 ? member.replace(/^(?:继续|深入|持续)?(?:推进|加强|对|在)/, '') : member)),
    );
}

/** The same enumeration, longer in one place than in the other. */
function enumerationFindings(
  tasks: readonly TaskDraft[],
  parts: readonly PartDraft[],
  bodyOf: (at: readonly [number, number]) => string,
): Finding[] {
  const items = parts.flatMap((part) => part.items);
  return tasks.flatMap((task) => {
    const item = items.find(({ number }) => number === task.number);
    if (item === undefined) return [];
    const inBody = enumerations(bodyOf(item.span));
    return task.measures.flatMap((measure) =>
      enumerations(measure.text).flatMap((members) => {
        const other = inBody.find(
          (one) => one.filter((member) => members.includes(member)).length >= Math.max(3, members.length * 0.6),
        );
        if (other === undefined || other.length === members.length) return [];
        const only = members
          .filter((member) => !other.includes(member))
          .concat(other.filter((member) => !members.includes(member)));
        const note = `第 ${task.number} 项正文列举 ${other.length} 项，附件 ${measure.key} 列举 ${members.length} 项，相差：${only.join('、')}`;
        return [{ kind: 'enumeration-differs', note, at: [item.span, measure.span] }];
      }),
    );
  });
}

/** Words that are taken for one another; shown where one stands alone in a list and the other is used elsewhere. */
const lookalikes: readonly (readonly [string, string])[] = [
  ['公正', '公证'],
  ['法制', '法治'],
  ['权力', '权利'],
  ['制定', '制订'],
];

function wordFindings(text: string, spanAt: (start: number, end: number) => readonly [number, number]): Finding[] {
  return lookalikes.slice(0, 1).flatMap(([odd, usual]) =>
    text.includes(usual)
      ? [...text.matchAll(new RegExp(`(?<=、)${odd}(?=、)`, 'g'))].map((found) => ({
          kind: 'lookalike',
          note: `此处印作${quote(odd)}，文中他处用${quote(usual)}，请核对（未改动）`,
          at: [spanAt(found.index, found.index + odd.length)],
        }))
      : [],
  );
}

/** A name that is another one without its 市: probably the same unit, but printed otherwise. */
function unitFindings(tasks: readonly TaskDraft[]): Finding[] {
  const measures = tasks.flatMap((task) => task.measures);
  const all = new Set(measures.flatMap(({ lead, responsible }) => [...lead, ...responsible]));
  return [...all].flatMap((name) => {
    const longer = ['市', '县', '区', '省'].map((level) => level + name).find((one) => all.has(one));
    if (longer === undefined || isGroupName(name)) return [];
    const at = measures
      .filter(({ lead, responsible }) => lead.includes(name) || responsible.includes(name))
      .map(({ span }) => span);
    return [{ kind: 'unit-name', note: `单位印作${quote(name)}，可能即${quote(longer)}，请核对（未改动）`, at }];
  });
}

/** What the document says twice in two ways: shown, never repaired. */
export function findInconsistencies(input: {
  readonly tasks: readonly TaskDraft[];
  readonly parts: readonly PartDraft[];
  readonly text: string;
  readonly bodyOf: (span: readonly [number, number]) => string;
  readonly spanAt: (start: number, end: number) => readonly [number, number];
  readonly annexed: boolean;
}): Finding[] {
  const { tasks, parts, annexed } = input;
  return [
    ...numberFindings(tasks),
    ...(annexed ? titleFindings(tasks, parts) : []),
    ...(annexed ? enumerationFindings(tasks, parts, input.bodyOf) : []),
    ...unitFindings(tasks),
    ...wordFindings(input.text, input.spanAt),
  ];
}
