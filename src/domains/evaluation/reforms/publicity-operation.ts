import { z } from 'zod';
import { dayOf, operation, toInstant } from '#kernel';
import type { EvaluationPorts } from '../ports.ts';

const NOBODY = '';
const SHOWN = new Set(['publicity', 'awarded']);

/** 公示: what stands for an award, and what was awarded, is there for everybody to read and to object to. */
export const publicityOperation = (ports: EvaluationPorts) =>
  operation({
    id: 'reforms.publicity',
    method: 'GET',
    path: '/api/reforms/publicity',
    title: '微改革案例公示：公示中和已入选的，人人可看',
    permission: 'public',
    input: z.object({
      year: z
        .string()
        .regex(/^20\d{2}$/)
        .optional(),
    }),
    output: z.object({
      year: z.string(),
      items: z.array(
        z.object({
          number: z.string(),
          title: z.string(),
          unit: z.string(),
          quarter: z.string(),
          problem: z.string(),
          practice: z.string(),
          effect: z.string(),
          awarded: z.boolean(),
        }),
      ),
    }),
    handle: async (call, { year = dayOf(toInstant(call.now)).slice(0, 4) }) => {
      const [cases, name] = await Promise.all([ports.reforms.list(call.tenant, year, NOBODY), ports.unitNames(call)]);
      const items = cases
        .filter((each) => SHOWN.has(each.status))
        .map(({ number, title, unit, quarter, problem, practice, effect, status }) => ({
          ...{ number, title, unit: name(unit), quarter, problem, practice, effect },
          awarded: status === 'awarded',
        }));
      return { year, items };
    },
  });
