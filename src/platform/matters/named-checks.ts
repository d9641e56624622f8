import { type AllowedMove, allowedMoves, type DecisionContext, type Inputs, type Move } from '#engines/matters';
import { isRefusal } from '#kernel';
import type { About, LoopCheck, RunPorts } from './run-ports.ts';

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
  // A check knows who asks of which matter, not of which move: what several moves name is asked once.
  const told = new Map<LoopCheck, Promise<string | undefined>>();
  const ask = (check: LoopCheck): Promise<string | undefined> => {
    const asked = told.get(check) ?? refusedBy(check, about);
    told.set(check, asked);
    return asked;
  };
  return Promise.all(
    allowedMoves(about.state, context).map(async (each) => {
      if (!each.allowed) return each;
      for (const check of named(ports, context.definition.moves[each.move])) {
        const why = await ask(check);
        if (why !== undefined) return { move: each.move, allowed: false, why };
      }
      return each;
    }),
  );
}

async function refusedBy(check: LoopCheck, about: About): Promise<string | undefined> {
  if (!('standing' in check)) return undefined;
  try {
    await check.standing(about);
    return undefined;
  } catch (thrown) {
    if (isRefusal(thrown)) return thrown.message;
    throw thrown;
  }
}
