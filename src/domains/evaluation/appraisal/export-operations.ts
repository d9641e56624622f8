import { z } from 'zod';
import { type AnyOperation, type Call, dayOf, type FileValue, operation, toInstant } from '#kernel';
import type { EvaluationPorts, Paper } from '../ports.ts';
import { monthState } from './month.ts';
import { type AppraisalMonth, Month, viewMonth } from './month-view.ts';
import { type AppraisalUnit, readUnit } from './unit-view.ts';

const STATUS = { running: '本月还在进行，试算', open: '待提交', proposed: '待签发', frozen: '已冻结' } as const;
const points = (value: number | null): number | string => (value === null ? '不计' : Math.round(value * 100) / 100);

/** What officials take to the meeting: the month as a workbook, a department's account as a Word file. */
export function exportOperations(ports: EvaluationPorts) {
  return [
    operation({
      id: 'appraisal.export',
      method: 'GET',
      path: '/api/appraisal/export',
      title: '导出月打分（Excel）',
      permission: 'appraisal.read',
      produces: 'file',
      input: z.object({ month: Month }),
      output: z.custom<FileValue>(),
      handle: async (call, { month }) => {
        const view = await viewMonth(ports, call, month, await monthState(ports, call, month));
        return ports.files.table(call, tableOf(view));
      },
    }),
    operation({
      id: 'appraisal.paper',
      method: 'GET',
      path: '/api/appraisal/unit/paper',
      title: '导出一个单位的月打分明细（Word）',
      permission: 'appraisal.own',
      produces: 'file',
      input: z.object({ month: Month, unit: z.string().min(1).max(64).optional() }),
      output: z.custom<FileValue>(),
      handle: async (call: Call, { month, unit }) =>
        ports.files.paper(call, paperOf(await readUnit(ports, call, month, unit))),
    }),
  ] satisfies readonly AnyOperation[];
}

export const tableOf = ({ title, month, status, run, items, lines }: AppraisalMonth) => ({
  name: `${title} ${month}`,
  headings: ['部门', '档次', '得分', ...items.map((each) => `${each.title}（${each.weight} 分）`), '状态', '结果标识'],
  rows: lines.map((line) => [
    line.unit.name,
    line.tier ?? (line.few ? '件数少，不排名' : ''),
    points(line.score),
    ...line.parts.map((part) => points(part.points)),
    STATUS[status],
    run.slice(0, 12),
  ]),
});

export function paperOf({ month, line, items }: AppraisalUnit): Paper {
  const lost = items.filter((each) => each.lost > 0.005);
  return {
    title: `${line.unit.name}${Number(month.month.slice(0, 4))}年${Number(month.month.slice(5))}月得分明细`,
    subtitle: `${STATUS[month.status]}  结果标识 ${month.run.slice(0, 12)}`,
    parts: [
      { kind: 'heading', text: `一、得分 ${points(line.score)} 分` },
      {
        kind: 'table',
        headings: ['打分项', '数值', '得分', '满分', '扣分'],
        widths: [5, 2, 2, 2, 2],
        rows: items.map((each) => [
          each.title,
          each.value === null ? '—' : `${points(each.value)}${each.unit}`,
          String(points(each.points)),
          String(points(each.of)),
          each.points === null ? '—' : each.credit && each.lost === 0 ? '加分项' : String(points(each.lost)),
        ]),
      },
      { kind: 'heading', text: '二、扣分明细' },
      ...(lost.length === 0 ? [{ kind: 'text' as const, text: '本月没有扣分。' }] : lost.flatMap(partsOf)),
    ],
  };
}

function partsOf({ title, words, rule, lost, records }: AppraisalUnit['items'][number], at: number): Paper['parts'] {
  return [
    { kind: 'subheading', text: `（${at + 1}）${title}，扣 ${points(lost)} 分` },
    { kind: 'text', text: `口径：${words}。${rule ? `计分：${rule}。` : ''}` },
    ...(records.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            headings: ['编号', '事项', '日期、时限和占用', '扣分'],
            widths: [4, 6, 4, 2],
            rows: records
              .slice(0, 50)
              .map((each) => [
                each.number ?? '（无权查看）',
                each.title ?? '',
                `${dayOf(toInstant(each.at))}${each.clock ? `，${each.clock.title}，占用 ${Math.round(each.clock.share * 100)}%` : ''}`,
                String(points(each.points)),
              ]),
          },
        ]),
  ];
}
