import type { Call } from '#kernel';
import { type ReviewedClause, type ReviewPorts, VERDICTS, type Verdict } from './ports.ts';

const TODO: Readonly<Record<Exclude<Verdict, 'keep'>, string>> = {
  amend: '请按结论修订，征求意见、审查后印发',
  repeal: '请发布废止文件，并在政策页登记废止',
  interpret: '请作出解释并公布',
};

/**
 * 立改废释: what is to be changed, repealed or explained is a matter of the unit in charge, with a clock; for a change
 * the draft lies ready. Done again for the same conclusion it is the same matter and the same draft.
 */
export async function carryOut(
  ports: Pick<ReviewPorts, 'openMatter' | 'draftOf'>,
  call: Call,
  of: { readonly clause: ReviewedClause; readonly seq: number; readonly verdict: Verdict; readonly reason: string },
): Promise<{ readonly matter?: string; readonly draft?: string }> {
  const { clause, seq, verdict, reason } = of;
  if (verdict === 'keep') return {};
  const key = `review ${clause.id} ${seq}`;
  const draft = verdict === 'amend' ? await ports.draftOf(call, clause.policy.id, key) : undefined;
  const matter = await ports.openMatter(call, {
    key,
    office: clause.owner,
    fields: {
      title: `评估结论“${VERDICTS[verdict]}”：${clause.title}`,
      text: `${reason}\n\n${TODO[verdict]}。`,
      clause: `《${clause.policy.title}》${clause.article}`,
      verdict: VERDICTS[verdict],
      ...(draft ? { draft } : {}),
    },
  });
  return { matter, ...(draft ? { draft } : {}) };
}
