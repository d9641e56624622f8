import type { PolicyAct } from '../keep/acts.ts';

const VERDICTS = { keep: '复审：保留', amend: '复审：修改', repeal: '复审：废止' } as const;

/** What was done to a policy, as people say it. */
export function toldOf({ at, ...act }: PolicyAct): { at: number; what: string; why: string } {
  if (act.type === 'repealed')
    return { at, what: `自 ${act.data.on} 起废止`, why: `${act.data.by}，${act.data.document}` };
  if (act.type === 'reinstated') return { at, what: '撤回废止，继续执行', why: act.data.why };
  const { verdict, next, note } = act.data;
  return { at, what: VERDICTS[verdict], why: next ? `${note}；下次复审 ${next}` : note };
}
