import { type RefusalParts, refuse } from '#kernel';
import type { DecisionContext, Draft } from '../context.ts';
import type { Move } from '../definition/schema.ts';
import type { ActData, Inputs } from '../events.ts';
import type { MatterState } from '../state.ts';

export type ActContext = DecisionContext & {
  readonly state: MatterState;
  readonly moveName: string;
  readonly move: Move;
  readonly input: Inputs;
};

/** What an act adds to its event, and what must follow in the same decision. */
export type ActResult = Partial<Pick<ActData, 'custody' | 'hop' | 'obligations' | 'office' | 'raisedFrom'>> & {
  readonly input?: Inputs;
  /** The matter stays in its state, whatever the move says: a step inside the dispatch tree. */
  readonly stays?: boolean;
  readonly after?: (draft: Draft) => void;
};

export type ActRule = (context: ActContext) => ActResult;

/** A conflict with how the matter stands. */
export const conflict = (code: string, what: string, todo?: string, why?: string): Error => {
  const parts: RefusalParts = { code: `matter.${code}`, kind: 'conflict', what };
  return refuse({ ...parts, ...(why ? { why } : {}), ...(todo ? { todo } : {}) });
};

/** Something in the input is wrong. */
export const invalid = (field: string, what: string, todo?: string): Error =>
  refuse({
    code: `matter.input.${field}`,
    kind: 'invalid',
    what,
    at: [{ path: field, message: what }],
    ...(todo ? { todo } : {}),
  });

export const text = (input: Inputs, name: string): string | undefined => {
  const value = input[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};
export const texts = (input: Inputs, name: string): readonly string[] => {
  const value = input[name];
  return Array.isArray(value) ? value.map(String) : [];
};
