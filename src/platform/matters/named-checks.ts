import {
  type AllowedMove,
  allowedMoves,
  type DecisionContext,
  type Inputs,
  type MatterState,
  type Move,
} from '#engines/matters';
import { type Call, isRefusal } from '#kernel';
import type { LoopCheck, RunPorts } from './run-ports.ts';

type About = { readonly call: Call; readonly state: MatterState };
type Checks = Pick<RunPorts, 'checks'>;

const named = ({ checks }: Checks, move: Move | undefined): readonly LoopCheck[] =>
  (move?.checks ?? []).map((name) => {
    const check = checks?.[name];
    if (!check) throw new Error(`no check ${name}`);
    return check;
  });

/** The checks that a move names; they want to read the text, which the engine never sees. */
export async function checkNamed(ports: Checks, move: Move, input: Inputs, about: About): Promise<void> {
  for (const check of named(ports, move))
    await ('standing' in check ? check.standing(about) : check.given(input, about));
}

/** The moves of this reader, with the checks that no form could satisfy: nobody fills one in to be told no afterwards. */
export async function openMoves(
  ports: Checks,
  about: About,
  context: DecisionContext,
): Promise<readonly AllowedMove[]> {
  return Promise.all(
    allowedMoves(about.state, context).map(async (each) => {
      const why = each.allowed ? await refusedBy(named(ports, context.definition.moves[each.move]), about) : undefined;
      return why === undefined ? each : { move: each.move, allowed: false, why };
    }),
  );
}

async function refusedBy(checks: readonly LoopCheck[], about: About): Promise<string | undefined> {
  for (const check of checks) {
    if (!('standing' in check)) continue;
    try {
      await check.standing(about);
    } catch (thrown) {
      if (isRefusal(thrown)) return thrown.message;
      throw thrown;
    }
  }
  return undefined;
}
