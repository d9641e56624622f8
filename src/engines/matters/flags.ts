import type { Draft } from './context.ts';
import type { Effect } from './definition/schema.ts';

/** Sets and clears flags; what stands already is not said again. */
export function raiseFlags(steps: Draft, effects: readonly Effect[]): void {
  for (const effect of effects) {
    if (effect.effect !== 'set-flag' && effect.effect !== 'clear-flag') continue;
    const on = effect.effect === 'set-flag';
    if (steps.state().flags.includes(effect.flag) !== on)
      steps.add({ type: 'flagged', data: { flag: effect.flag, on } });
  }
}
