import { useRef } from 'react';
import { useAccount } from '../../api/session.ts';
import type { MatterDetail, Move } from '../../api/types/index.ts';
import { othersAct } from './others-act.ts';

type Held = { readonly move: Move; readonly seq: number };

/** The step whose form is open; and if somebody else took it away meanwhile, which it was and since when. */
export function useOpenedMove(matter: MatterDetail, open: string | undefined) {
  const me = useAccount()?.id;
  const held = useRef<Held>(undefined);
  const opened = matter.moves.find((move) => move.move === open);
  if (opened && held.current?.move.move !== open) held.current = { move: opened, seq: matter.seq };
  if (open === undefined) held.current = undefined;
  const lost = opened || held.current?.move.move !== open ? undefined : held.current;
  return { opened, lost: lost && othersAct(matter, lost.seq, me) ? lost : undefined };
}
