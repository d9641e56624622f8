import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { planQuery, useSavePlan } from '../../../api/plans.ts';
import { isProblem, type ProblemBody } from '../../../api/problem.ts';
import type { Plan, PlanDraft } from '../../../api/types/index.ts';

export type SaveState = 'saved' | 'saving' | 'failed' | 'conflict';

/** The draft on the screen, saved a second after the last change; leaving the page saves at once. */
export function useReview(plan: Plan) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<PlanDraft>(plan.draft);
  const [state, setState] = useState<SaveState>('saved');
  const [conflict, setConflict] = useState<ProblemBody>();
  const { mutateAsync } = useSavePlan();
  const version = useRef(plan.version);
  const waiting = useRef<PlanDraft | undefined>(undefined);
  const stuck = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const saveNext = useCallback(async () => {
    const next = waiting.current;
    // Over another's work nothing is tried again.
    if (!next || stuck.current) return;
    waiting.current = undefined;
    try {
      const saved = await mutateAsync({ id: plan.id, draft: next, version: version.current });
      version.current = saved.version;
      queries.setQueryData(planQuery(plan.id).queryKey, (old) => (old ? { ...old, ...saved, draft: next } : old));
      if (!waiting.current) setState('saved');
    } catch (error) {
      waiting.current ??= next;
      const isConflict = isProblem(error) && error.body.status === 409;
      if (isConflict) {
        stuck.current = true;
        setConflict(error.body);
      }
      setState(isConflict ? 'conflict' : 'failed');
    }
  }, [mutateAsync, plan.id, queries]);

  const saving = useRef(Promise.resolve());
  // One after the other: a second save on a slow line would name the version that the first is just replacing.
  const save = useCallback(() => {
    clearTimeout(timer.current);
    saving.current = saving.current.then(saveNext);
    return saving.current;
  }, [saveNext]);

  const change = useCallback(
    (edit: (draft: PlanDraft) => PlanDraft) => {
      setDraft((old) => {
        const next = edit(old);
        waiting.current = next;
        return next;
      });
      if (!stuck.current) setState('saving');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), 1000);
    },
    [save],
  );

  useEffect(() => () => void save(), [save]);
  return { draft, change, save, state, conflict };
}
