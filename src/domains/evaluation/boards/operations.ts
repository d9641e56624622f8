import { z } from 'zod';
import { leavesOf } from '#engines/indicators';
import { type AnyOperation, type Call, type FileValue, operation, refuse } from '#kernel';
import { Asked, asOf } from '../asked.ts';
import { PERIODS } from '../events/window.ts';
import { schemeNamed } from '../league.ts';
import type { EvaluationPorts } from '../ports.ts';
import { readBoard } from './read-board.ts';

const Named = z.object({ id: z.string(), name: z.string() });
const Standout = z.object({ indicator: z.string(), title: z.string(), value: z.number(), mean: z.number() });
const BoardHead = z.object({
  id: z.string(),
  title: z.string(),
  slogan: z.string(),
  words: z.string(),
  source: z.string(),
  assumed: z.boolean(),
  by: z.enum(['county', 'unit']),
});
const BoardView = z.object({
  board: BoardHead,
  on: z.string(),
  period: z.string(),
  run: z.string(),
  items: z.array(z.object({ id: z.string(), title: z.string(), weight: z.number() })),
  lines: z.array(
    z.object({
      unit: Named,
      score: z.number().nullable(),
      scoreInterval: z.tuple([z.number(), z.number()]).nullable(),
      tier: z.number().nullable(),
      rank: z.number().nullable().describe('与别人分不出先后的，不排名次'),
      coverage: z.number(),
      few: z.literal(true).optional().describe('件数少，不排名'),
      before: z.number().nullable(),
      tierBefore: z.number().nullable(),
      movement: z.enum(['up', 'down', 'same']).nullable(),
      long: z.array(Standout),
      short: z.array(Standout),
    }),
  ),
});
type BoardView = z.infer<typeof BoardView>;

const Wanted = Asked.pick({ period: true, on: true }).extend({ id: z.string().min(1).max(32) });

/** 比学赶超、晾晒: four dimensions, each its own list, from live values; tiers, and movement since the last period. */
export function boardOperations(ports: EvaluationPorts) {
  return [
    operation({
      id: 'boards.list',
      method: 'GET',
      path: '/api/boards',
      title: '比学赶超的几个维度',
      permission: 'indicators.read',
      input: z.object({}),
      output: z.object({ items: z.array(BoardHead) }),
      handle: async () => ({ items: ports.boards().map((each) => headOf(ports, each)) }),
    }),
    operation({
      id: 'boards.get',
      method: 'GET',
      path: '/api/boards/{id}',
      title: '一张比学赶超榜：分档、进退、长板短板',
      permission: 'indicators.read',
      input: Wanted,
      output: BoardView,
      handle: (call, input) => viewBoard(ports, call, input),
    }),
    operation({
      id: 'boards.export',
      method: 'GET',
      path: '/api/boards/{id}/export',
      title: '导出一张榜（Excel）',
      permission: 'indicators.read',
      produces: 'file',
      input: Wanted,
      output: z.custom<FileValue>(),
      handle: async (call, input) => ports.files.table(call, tableOf(await viewBoard(ports, call, input))),
    }),
  ] satisfies readonly AnyOperation[];
}

type Found = ReturnType<EvaluationPorts['boards']>[number];

const headOf = (ports: EvaluationPorts, { scheme, source, ...board }: Found): z.infer<typeof BoardHead> => ({
  ...board,
  source: source.title,
  assumed: source.assumed ?? false,
  by: schemeNamed(ports, scheme).units === 'county' ? 'county' : 'unit',
});

async function viewBoard(
  ports: EvaluationPorts,
  call: Call,
  { id, ...input }: z.infer<typeof Wanted>,
): Promise<BoardView> {
  const board = ports.boards().find((each) => each.id === id);
  if (!board) throw refuse({ code: 'boards.unknown', kind: 'not-found', what: '没有这张榜' });
  const scheme = schemeNamed(ports, board.scheme);
  const asking = asOf(input, call.now);
  const head = headOf(ports, board);
  const [{ run, lines }, unitName] = await Promise.all([readBoard(ports, call, scheme, asking), ports.unitNames(call)]);
  const regions = new Map(ports.regions().map((each) => [each.code, each.name]));
  const name = (unit: string): string => (head.by === 'county' ? (regions.get(unit) ?? unit) : unitName(unit));
  return {
    board: head,
    on: asking.on,
    period: PERIODS[asking.period],
    run,
    items: leavesOf(scheme.root).map(({ id: leaf, indicator = leaf, title, weight }) => ({
      id: indicator,
      title,
      weight,
    })),
    lines: lines.map(({ unit, scoreInterval, long, short, ...line }) => ({
      ...line,
      unit: { id: unit, name: name(unit) },
      scoreInterval: scoreInterval ? [scoreInterval[0], scoreInterval[1]] : null,
      long: [...long],
      short: [...short],
    })),
  };
}

const MOVES = { up: '上升', down: '下降', same: '持平' } as const;
const told = (items: BoardView['lines'][number]['long']): string =>
  items.map((each) => `${each.title} ${round(each.value)}（平均 ${round(each.mean)}）`).join('；');
const round = (value: number): number => Math.round(value * 10) / 10;

const tableOf = ({ board, on, period, lines, run }: BoardView) => ({
  name: `${board.title} ${board.slogan} ${on}`,
  headings: ['单位', '档次', '上期档次', '得分', '区间', '进退', '长板', '短板', '期间', '结果标识'],
  rows: lines.map((line) => [
    line.unit.name,
    line.tier ?? (line.few ? '件数少，不排名' : '数据不足'),
    line.tierBefore ?? '',
    line.score === null ? '' : round(line.score),
    line.scoreInterval ? `${round(line.scoreInterval[0])}–${round(line.scoreInterval[1])}` : '',
    line.movement ? MOVES[line.movement] : '',
    told(line.long),
    told(line.short),
    period,
    run.slice(0, 12),
  ]),
});
