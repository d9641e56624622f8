import { useState } from 'react';
import { useMove } from '../../api/matters.ts';
import { useSubmitKey } from '../../api/submit-key.ts';
import type { MatterDetail, Move } from '../../api/types/index.ts';

/** A step without questions: one click, and the same key if the line was lost and it is clicked again. */
export function useRunMove(matter: { readonly id: string; readonly seq?: number }) {
  const send = useMove();
  const [busy, setBusy] = useState<string>();
  const [since, setSince] = useState(0);
  const key = useSubmitKey();
  const start = (move: Move, onDone: (detail: MatterDetail) => void) => {
    setBusy(move.move);
    setSince(matter.seq ?? 0);
    const call = { id: matter.id, move: move.move, input: {}, key: key.keyFor([matter.id, move.move]) };
    // The row may be gone before the answer is here; the person is told all the same.
    send
      .mutateAsync({ ...call, ...(matter.seq !== undefined && { seq: matter.seq }) })
      .then(
        (detail) => {
          key.accepted();
          onDone(detail);
        },
        () => undefined, // Shown by `error`.
      )
      .finally(() => setBusy(undefined));
  };
  return { start, busy, since, error: send.error };
}
