import { z } from 'zod';
import { compileRules, ROW_YES } from '#engines/rules';
import { dayOf, operation, refuse, toInstant } from '#kernel';
import { programOn } from '../clause/index.ts';
import type { PolicyPorts } from '../ports.ts';
import { linkRule } from './link-rules.ts';

const Name = z.string().trim().min(1).max(40);

/** The door behind how many firms a link has. */
export const chainFirmsOperation = (ports: PolicyPorts) =>
  operation({
    id: 'policies.chain-firms',
    method: 'GET',
    path: '/api/policy-chains/firms',
    title: '一个环节的企业名单；broad 为行业代码只到大类、大类相符的',
    permission: 'facts.read',
    input: z.strictObject({
      chain: Name,
      link: Name,
      broad: z.stringbool().or(z.boolean()).default(false),
      after: z.coerce.number().int().min(0).max(1e9).optional().describe('上一页的 next'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({
      items: z.array(z.object({ id: z.string(), name: z.string() })),
      next: z.number().optional(),
    }),
    handle: async (call, { chain, link, broad, after = 0, limit }) => {
      const found = ports.chains.chains.find((each) => each.chain === chain)?.links.find((each) => each.link === link);
      if (!found) throw refuse({ code: 'policies.no-link', kind: 'not-found', what: `没有“${chain}”的环节“${link}”` });
      const { facts } = await ports.library(call.tenant);
      const compiled = compileRules([{ id: 'chains', rules: [linkRule(chain, found, broad)] }], facts);
      if (!compiled.ok) return { items: [] };
      const program = programOn(compiled.book, dayOf(toInstant(call.now)));
      const { byRule, idAt } = await ports.population.answers(call.tenant, program);
      const [answers = new Uint8Array()] = byRule;
      const rows: number[] = [];
      for (let row = after; row < answers.length && rows.length <= limit; row += 1)
        if (answers[row] === ROW_YES) rows.push(row);
      const items = await ports.population.named(call.tenant, rows.slice(0, limit).map(idAt));
      const next = rows[limit];
      return { items: [...items], ...(next !== undefined && { next }) };
    },
  });
