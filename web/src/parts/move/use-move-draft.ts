import { useState } from 'react';
import { useMove } from '../../api/matters.ts';
import { useSubmitKey } from '../../api/submit-key.ts';
import type { MatterDetail, Move } from '../../api/types/index.ts';
import { useDraft } from '../use-draft.ts';

export type Values = Record<string, unknown>;

type Input = {
  readonly matter: MatterDetail;
  readonly move: Move;
  readonly initial?: Readonly<Values> | undefined;
  readonly onDone: (detail: MatterDetail) => void;
};

/** What is being filled in: kept on this device until it was sent, sent under one key until its words change. */
export function useMoveDraft({ matter, move, initial, onDone }: Input) {
  const [values, keep, drop, kept] = useDraft<Values>(`${matter.id}.${move.move}`, { ...initial });
  const send = useMove();
  const key = useSubmitKey();
  const [checking, setChecking] = useState(false);
  const [since, setSince] = useState(matter.seq);
  const change = (next: Values) => keep({ ...values, ...next });
  const submit = () => {
    setSince(matter.seq);
    const input = withoutEmpty(values);
    const call = {
      id: matter.id,
      move: move.move,
      input,
      key: key.keyFor([matter.id, move.move, input]),
      seq: matter.seq,
    };
    // Not the callbacks of `mutate`: the news of the move may take this form off the page before its answer is here,
    // and then they are never called, the draft stays and is offered again at the next such step.
    send.mutateAsync(call).then(
      (detail) => {
        key.accepted();
        drop();
        onDone(detail);
      },
      () => undefined, // Shown by `error`.
    );
  };
  return { values, kept, change, submit, sending: send.isPending, error: send.error, since, checking, setChecking };
}

/** Absent and empty must not be two things. */
export function withoutEmpty(values: Readonly<Values>): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
}

export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
