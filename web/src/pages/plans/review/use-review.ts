import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { planQuery, useSavePlan } from '../../../api/plans.ts';
import type { Plan, PlanDraft } from '../../../api/types/index.ts';

export type SaveState = 'saved' | 'saving' | 'failed';

/** The draft on the screen, saved a second after the last change; leaving the page saves at once. */
export function useReview(plan: Plan) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<PlanDraft>(plan.draft);
  const [state, setState] = useState<SaveState>('saved');
  const { mutateAsync } = useSavePlan();
  const waiting = useRef<PlanDraft | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useCallback(async () => {
    clearTimeout(timer.current);
    const next = waiting.current;
    if (!next) return;
    waiting.current = undefined;
    try {
      await mutateAsync({ id: plan.id, draft: next });
      queries.setQueryData(planQuery(plan.id).queryKey, (old) => (old ? { ...old, draft: next } : old));
      if (!waiting.current) setState('saved');
    } catch {
      waiting.current ??= next;
      setState('failed');
    }
  }, [mutateAsync, plan.id, queries]);

  const change = useCallback(
    (edit: (draft: PlanDraft) => PlanDraft) => {
      setDraft((old) => {
        const next = edit(old);
        waiting.current = next;
        return next;
      });
      setState('saving');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), 1000);
    },
    [save],
  );

  useEffect(() => () => void save(), [save]);
  return { draft, change, save, state };
}
