import { z } from 'zod';
import { reweigh } from '#engines/indicators';
import { type Call, type FileValue, operation, refuse } from '#kernel';
import type { Paper } from '../ports.ts';
import type { FirmPorts } from './own-ports.ts';
import { type Regrading, regraded, WeightChanges } from './regrading.ts';
import { type FirmStanding, firmScheme, standingOf } from './standing.ts';
import { factTitles, leafViews, regionNames, stepViews } from './views.ts';

const Changes = z
  .string()
  .max(900)
  .regex(
    /^[a-z0-9.-]+:\d+(\.\d+)?(,[a-z0-9.-]+:\d+(\.\d+)?)*$/i,
    '写作 指标:权重，用逗号隔开，例如 per-mu-tax:40,rd-share:10',
  )
  .optional()
  .describe('改权重试算：指标:权重，用逗号隔开');
const Asked = z.object({ id: z.string().min(1).max(64), changes: Changes });
const SHOWN = 200;
const round = (value: number | null): number | string => (value === null ? '—' : Math.round(value * 100) / 100);

/** What goes to the meeting: everyone with every item as a workbook; the picture, or what other weights do, in Word. */
export const exportOperations = (ports: FirmPorts) => [
  operation({
    id: 'firm-schemes.export',
    method: 'GET',
    path: '/api/firm-schemes/{id}/export',
    title: '导出企业综合评价（Excel）：逐家逐项；带 changes 的，改权重前后对照',
    permission: 'grades.read',
    produces: 'file',
    input: Asked,
    output: z.custom<FileValue>(),
    handle: async (call, { id, changes }) => {
      const standing = await standingOf(ports, call, firmScheme(ports, id));
      const trial = trialOf(ports, standing, changes);
      return ports.files.table(call, trial ? trialTable(standing, trial) : wholeTable(ports, standing));
    },
  }),
  operation({
    id: 'firm-schemes.paper',
    method: 'GET',
    path: '/api/firm-schemes/{id}/paper',
    title: '导出企业综合评价情况（Word）；带 changes 的，附改权重前后对照',
    permission: 'grades.read',
    produces: 'file',
    input: Asked,
    output: z.custom<FileValue>(),
    handle: async (call: Call, { id, changes }) => {
      const standing = await standingOf(ports, call, firmScheme(ports, id));
      return ports.files.paper(call, paperOf(ports, standing, trialOf(ports, standing, changes)));
    },
  }),
];

function trialOf(ports: FirmPorts, standing: FirmStanding, text: string | undefined): Regrading | undefined {
  if (text === undefined) return undefined;
  const written = text.split(',').map((each) => {
    const [node = '', weight = ''] = each.split(':');
    return { node, weight: Number(weight) };
  });
  const changes = WeightChanges.safeParse(written);
  if (changes.success) return regraded(ports, standing, reweigh(standing.input, changes.data));
  throw refuse({
    code: 'firm-schemes.changes',
    kind: 'invalid',
    what: '改的权重读不懂',
    why: changes.error.issues.map((each) => each.message).join('；'),
    todo: '写作 指标:权重，权重大于 0，用逗号隔开',
  });
}

function wholeTable(ports: FirmPorts, { run, frame, input }: FirmStanding) {
  const views = leafViews(run.scheme, factTitles(ports.facts()));
  const region = regionNames(ports);
  const known = new Map(input.observations.map((each) => [`${each.indicator} ${each.unit}`, each.value ?? null]));
  const indicators = run.layout.nodes.flatMap((each) => (each.kind === 'leaf' ? [each] : []));
  return {
    name: `${run.scheme.title} 逐家逐项`,
    headings: [
      ...['位置', '企业', '统一社会信用代码', '区域', '档次', '得分', '权重变动时不换档的占比', '有数据的权重'],
      ...views.map((each) => `${each.title}（${each.unit}，占 ${Math.round(each.weight)}%）`),
    ],
    rows: run.lines.map((line, at) => [
      ...[
        at + 1,
        frame.firms.get(line.unit)?.name ?? '',
        line.unit,
        region(frame.firms.get(line.unit)?.region ?? null),
      ],
      ...[line.grade ?? '未评', round(line.score), round(line.held), round(line.coverage)],
      ...indicators.map((each) => round(known.get(`${each.indicator} ${line.unit}`) ?? null)),
    ]),
  };
}

const trialTable = ({ run }: FirmStanding, { moved }: Regrading) => ({
  name: `${run.scheme.title} 改权重前后对照`,
  headings: ['企业', '统一社会信用代码', '区域', '原档次', '新档次', '原得分', '新得分', '档线变动', '为什么'],
  rows: moved.map(({ enterprise, region, before, after, line, why }) => [
    ...[enterprise.name, enterprise.id, region, before.grade ?? '未评', after.grade ?? '未评'],
    ...[round(before.score), round(after.score), round(line), why],
  ]),
});

function paperOf(ports: FirmPorts, { run, frame }: FirmStanding, trial: Regrading | undefined): Paper {
  const { scheme } = run;
  const steps = stepViews(scheme, run.lines, run.cuts);
  const region = regionNames(ports);
  const last = steps.at(-1)?.grade;
  const listed = run.lines.filter((each) => each.grade === steps[0]?.grade || each.grade === last).slice(0, SHOWN);
  return {
    title: trial ? `${scheme.title}改权重前后对照` : `${scheme.title}情况`,
    subtitle: `版本 ${scheme.version}  结果标识 ${run.id.slice(0, 12)}`,
    parts: [
      ...(scheme.caution ? [{ kind: 'text' as const, text: `说明：${scheme.caution}` }] : []),
      { kind: 'heading', text: '一、指标和权重' },
      {
        kind: 'table',
        headings: ['指标', '占比', '怎么算'],
        widths: [4, 2, 8],
        rows: leafViews(scheme, factTitles(ports.facts())).map((each) => [
          `${each.title}${each.assumed ? '（权重待核）' : ''}`,
          `${Math.round(each.weight)}%`,
          each.words,
        ]),
      },
      { kind: 'heading', text: '二、分档' },
      {
        kind: 'table',
        headings: ['档次', '家数', '最低得分', ...(trial ? ['改权重后家数', '改权重后最低得分'] : [])],
        widths: [3, 2, 2, ...(trial ? [3, 3] : [])],
        rows: steps.map((each, at) => [
          ...[each.title, String(each.count), String(round(each.cut))],
          ...(trial ? [String(trial.after[at]?.count ?? 0), String(round(trial.after[at]?.cut ?? null))] : []),
        ]),
      },
      {
        kind: 'heading',
        text: trial ? `三、换档的企业（${trial.total} 家）` : `三、${steps[0]?.title}和${steps.at(-1)?.title}`,
      },
      {
        kind: 'table',
        headings: trial ? ['企业', '原档', '新档', '为什么'] : ['企业', '区域', '档次', '得分'],
        widths: trial ? [5, 1, 1, 7] : [6, 3, 2, 2],
        rows: trial
          ? trial.moved
              .slice(0, SHOWN)
              .map((each) => [
                ...[each.enterprise.name, each.before.grade ?? '未评', each.after.grade ?? '未评', each.why],
              ])
          : listed.map((each) => [
              ...[frame.firms.get(each.unit)?.name ?? each.unit, region(frame.firms.get(each.unit)?.region ?? null)],
              ...[each.grade ?? '', String(round(each.score))],
            ]),
      },
    ],
  };
}
