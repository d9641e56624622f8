import { useState } from 'react';
import { useMove } from '../../api/matters.ts';
import { useSubmitKey } from '../../api/submit-key.ts';
import type { MatterDetail, Move } from '../../api/types/index.ts';

/** A step without questions: one click, and the same key if the line was lost and it is clicked again. */
export function useRunMove(matter: { readonly id: string; readonly seq?: number }) {
  const send = useMove();
  const [busy, setBusy] = useState<string>();
  const key = useSubmitKey();
  const start = (move: Move, onDone: (detail: MatterDetail) => void) => {
    setBusy(move.move);
    send.mutate(
      {
        id: matter.id,
        move: move.move,
        input: {},
        key: key.keyFor([matter.id, move.move]),
        ...(matter.seq !== undefined && { seq: matter.seq }),
      },
      {
        onSuccess: (detail) => {
          key.accepted();
          onDone(detail);
        },
        onSettled: () => setBusy(undefined),
      },
    );
  };
  return { start, busy, error: send.error };
}
