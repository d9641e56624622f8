import { z } from 'zod';
import { operation, refuse } from '#kernel';
import type { EvaluationPorts } from '../ports.ts';
import { SCHEME } from './month.ts';
import { Month } from './month-view.ts';
import { readUnit } from './unit-view.ts';
import { rulersInWords } from './uphold.ts';

export const OBJECTION = 'appraisal-objection';
/** As many records of one item as anyone may have objections to. */
const MOST = 1000;

/** 异议 is a matter: the office decides it, never the person who scored. */
export const objectOperation = (ports: EvaluationPorts) =>
  operation({
    id: 'appraisal.object',
    method: 'POST',
    path: '/api/appraisal/objections',
    title: '对一条扣分提出异议：立件，由未经手打分的人裁定',
    permission: 'appraisal.object',
    input: z.strictObject({
      month: Month,
      indicator: z.string().min(1).max(64),
      record: z.string().min(1).max(64),
      text: z.string().trim().min(5).max(2000).describe('异议和依据'),
    }),
    output: z.object({ id: z.string(), already: z.boolean().describe('先前已经提过，新写的理由请到那件异议里补充') }),
    handle: async (call, { month, indicator, record, text }) => {
      const { items, line } = await readUnit(ports, call, month, call.actor.unit, MOST);
      const item = items.find((each) => each.indicator === indicator);
      const found = item?.records.find((each) => each.record === record);
      if (!item || !found)
        throw refuse({
          code: 'appraisal.no-such-deduction',
          kind: 'not-found',
          what: '本单位这个月没有这一条扣分',
          todo: '请刷新后再看',
        });
      // One record, one objection: more grounds are added there.
      if (found.objection) return { id: found.objection, already: true };
      const unit = line.unit.id;
      const run = await ports.runs.find(call.tenant, SCHEME, month);
      const rulers = rulersInWords(await ports.rulers(call.tenant, await ports.mainOffice(call), call.now), run ?? {});
      const { id } = await ports.openMatter(call, {
        key: `objection ${month} ${unit} ${indicator} ${record}`,
        loop: OBJECTION,
        opener: `unit:${unit}`,
        fields: {
          title: `${line.unit.name}对${Number(month.slice(5))}月“${item.title}”扣分的异议`,
          text,
          unit,
          month,
          indicator,
          record,
          'record-title': found.matter === undefined ? (found.number ?? '一条记录') : '一条差评',
          ...(found.number ? { matter: found.matter ?? record, 'matter-number': found.number } : {}),
          rulers,
          item: item.title,
          points: Math.round(found.points * 100) / 100,
        },
      });
      return { id, already: false };
    },
  });
