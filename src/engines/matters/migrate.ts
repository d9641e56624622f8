import { type Refusal, refuse } from '#kernel';
import { isLive } from './clocks.ts';
import { type DecisionContext, draft } from './context.ts';
import type { LoopDefinition } from './definition/schema.ts';
import type { MatterEvent } from './events.ts';
import { orRefusal } from './refusable.ts';
import type { MatterState } from './state.ts';

/**
 * Carries a matter over to the version of the context: from then on its moves, grounds and texts are the new ones. Clocks
 * that run keep their budget and the rungs that they have.
 *
 * @returns Refusal `matter.migrate` when the matter stands on something that the new version does not have
 */
export function decideMigration(
  state: MatterState,
  reason: string,
  context: DecisionContext,
): readonly MatterEvent[] | Refusal {
  return orRefusal(() => {
    const { version, definition } = context;
    if (state.version === version) return [];
    const missing = missingIn(definition, state);
    if (missing.length > 0)
      throw refuse({
        code: 'matter.migrate',
        kind: 'conflict',
        what: `“${state.number}”不能更新到新的办理规则`,
        why: `新版本没有：${missing.join('、')}`,
        todo: '请先办完这一步再更新，或在新版本中保留这些内容',
      });
    const steps = draft(state.id, state, context);
    steps.add({ type: 'migrated', data: { version, reason } });
    return steps.events();
  });
}

function missingIn(definition: LoopDefinition, state: MatterState): readonly string[] {
  const { suspension } = state;
  const states = [state.status, ...(suspension && state.cameFrom ? [state.cameFrom] : [])];
  const known = new Set(definition.states.map((each) => each.id));
  const clocks = Object.entries(state.clocks).filter(([, clock]) => isLive(clock));
  return [
    ...states.filter((each) => !known.has(each)).map((each) => `环节 ${each}`),
    ...clocks.flatMap(([name, clock]) => missingRungs(definition, name, clock.rungs)),
    ...(suspension && !definition.grounds[suspension.ground] ? [`中止事由 ${suspension.ground}`] : []),
    ...(suspension && !definition.moves[suspension.next] ? [`动作 ${suspension.next}`] : []),
    ...state.flags.filter((each) => !(each in definition.flags)).map((each) => `标记 ${each}`),
    ...[...Object.keys(state.fields), ...Object.keys(state.contents)]
      .filter((name) => !definition.fields.some((each) => each.name === name))
      .map((each) => `字段 ${each}`),
  ];
}

function missingRungs(
  definition: LoopDefinition,
  name: string,
  rungs: readonly { readonly rung: string; readonly firedAt?: number }[],
): readonly string[] {
  const clock = definition.clocks[name];
  if (!clock) return [`时限 ${name}`];
  return rungs
    .filter((each) => each.firedAt === undefined && !clock.ladder.some(({ rung }) => rung === each.rung))
    .map(({ rung }) => `时限 ${name} 的 ${rung}`);
}
