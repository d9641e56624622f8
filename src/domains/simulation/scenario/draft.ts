import { z } from 'zod';
import { hashOf, operation, refuse } from '#kernel';
import type { Moved, SimulationPorts } from '../ports.ts';
import { Id } from '../trial/asked.ts';
import type { LiftedSet } from '../trial/handles.ts';
import type { Keeper } from '../trial/keeper.ts';
import { openAsked } from '../trial/open-asked.ts';
import { scenarioNamed } from './named.ts';
import type { Scenario, Variant } from './ports.ts';

/** The numbers of a variant that differ from what is written, and where those stand. */
export const movesOf = ({ movables }: LiftedSet, chosen: Variant | undefined): readonly Moved[] =>
  movables.flatMap(({ parameter, value, place, ...each }): readonly Moved[] => {
    const to = chosen?.values[parameter];
    if (to === undefined || hashOf(to as never) === hashOf(value as never)) return [];
    const { own, ...where } = place;
    return [{ ...each, ...where, ...(own ? { own: parameter } : {}), from: value, to }];
  });

export const titleOf = ({ title, version }: Scenario, { name }: Variant): string =>
  `${title}（第 ${version} 版：${name}）`;

/** A scenario that won becomes a draft, so that nobody types its numbers again. */
export const draftOperation = (ports: SimulationPorts, keeper: Keeper) =>
  operation({
    id: 'scenarios.draft',
    method: 'POST',
    path: '/api/scenarios/{id}/draft',
    title: '由方案起草：改动的数写进条件、金额和原文，其余不动；现行政策另起草案，草案接着改',
    permission: 'policies.write',
    input: z.strictObject({
      id: Id,
      version: z.int().min(1).max(1e6).optional(),
      variant: z.int().min(1).max(8).default(1).describe('第几个方案'),
    }),
    output: z.object({
      draft: z.string(),
      moved: z.number().describe('改了几个数'),
      left: z.array(z.string()).describe('要人核对的'),
    }),
    handle: async (call, { id, version, variant }) => {
      const scenario = await scenarioNamed(ports, call, id, version);
      const chosen = scenario.variants[variant - 1];
      const asked = { set: scenario.set, clauses: [...scenario.clauses], values: {} };
      const { opened } = await openAsked(ports, keeper, call, asked);
      const moves = movesOf(opened.lifted, chosen);
      if (!chosen || moves.length === 0)
        throw refuse({
          code: 'simulation.nothing-moved',
          kind: 'conflict',
          what: '这个方案没有改动任何数',
          why: '与原条款相同，起草出来没有区别',
          todo: '请选改过门槛或比例的方案',
        });
      const { draft, left } = await ports.redraft(call, {
        set: scenario.set,
        title: titleOf(scenario, chosen),
        moves,
      });
      return { draft, moved: moves.length, left: [...left] };
    },
  });
