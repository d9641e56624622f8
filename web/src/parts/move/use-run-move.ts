import { useRef, useState } from 'react';
import { newKey } from '../../api/idempotency.ts';
import { useMove } from '../../api/matters.ts';
import type { MatterDetail, Move } from '../../api/types/index.ts';

/** A step without questions: one click, and the same key if the line was lost and it is clicked again. */
export function useRunMove(matter: { readonly id: string; readonly seq?: number }) {
  const send = useMove();
  const [busy, setBusy] = useState<string>();
  const keys = useRef(new Map<string, string>());
  const start = (move: Move, onDone: (detail: MatterDetail) => void) => {
    const key = keys.current.get(move.move) ?? newKey();
    keys.current.set(move.move, key);
    setBusy(move.move);
    send.mutate(
      { id: matter.id, move: move.move, input: {}, key, ...(matter.seq !== undefined && { seq: matter.seq }) },
      {
        onSuccess: (detail) => {
          keys.current.delete(move.move);
          onDone(detail);
        },
        onSettled: () => setBusy(undefined),
      },
    );
  };
  return { start, busy, error: send.error };
}
