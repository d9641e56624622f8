import type { Act, Need } from '#engines/matters';
import type { Call } from '#kernel';
import { openMoves } from './named-checks.ts';
import { nextMoveOf } from './next-move.ts';
import { type ReadPorts, seenMatters } from './reading.ts';
import { moveView } from './view-moves.ts';
import type { BulkMove } from './view-schema.ts';

/** What is said of one matter and would be wrong of forty. */
const ONE_BY_ONE: ReadonlySet<Act> = new Set<Act>([
  'amend',
  'attach',
  'comment',
  'instruct',
  'link',
  'merge',
  'rate',
  'split',
]);

/** Answers that one of the matters alone could give: its files, its clocks, another matter. */
const OWN_ANSWERS: ReadonlySet<Need['type']> = new Set<Need['type']>([
  'clock',
  'fields',
  'file',
  'files',
  'matter',
  'obligation',
]);

/**
 * The moves that the reader may make with many of these matters at once, each with the matters that stand ready for it;
 * what most of them share comes first. Of matters of several kinds, moves of the same name and questions are one.
 */
export async function bulkMoves(ports: ReadPorts, call: Call, ids: readonly string[]): Promise<readonly BulkMove[]> {
  const found = new Map<string, BulkMove & { readonly ids: string[] }>();
  const seen = await seenMatters(ports, call, ids);
  const opened = await Promise.all(
    seen.map(async ({ state, context }) => ({
      state,
      context,
      open: await openMoves(ports, { call, state }, context),
    })),
  );
  for (const { state, context, open } of opened) {
    const { definition } = context;
    const next = nextMoveOf(state, context, open)?.move;
    for (const { move, allowed } of open) {
      const rule = definition.moves[move];
      if (!rule || !allowed || rule.danger || ONE_BY_ONE.has(rule.act)) continue;
      if (rule.by.every((by) => by === 'system')) continue;
      if (rule.needs.some((need) => need.required && OWN_ANSWERS.has(need.type))) continue;
      const view = moveView(move, rule, { state, definition }, move === next);
      const needs = view.needs.filter((need) => !OWN_ANSWERS.has(need.type as Need['type']));
      const key = JSON.stringify([move, view.title, needs]);
      const group = found.get(key) ?? { ...view, primary: false, needs, ids: [] };
      group.ids.push(state.id);
      found.set(key, { ...group, primary: group.primary || view.primary });
    }
  }
  return [...found.values()].sort((a, b) => b.ids.length - a.ids.length || Number(b.primary) - Number(a.primary));
}
