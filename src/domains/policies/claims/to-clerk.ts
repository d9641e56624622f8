import { type Call, refuse } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { PolicyPorts } from '../ports.ts';
import type { Claim } from './ports.ts';

/** Opens the matter in which people decide, once; what is still open stands on top. An appeal has a loop of its own. */
export async function openClerkMatter(
  ports: PolicyPorts,
  call: Call,
  each: LibraryClause,
  claim: Claim,
  open: string,
): Promise<Claim> {
  const appeal = claim.appealedAt !== undefined;
  const { id } = await ports.openMatter(
    { ...call, idempotencyKey: `${appeal ? 'appeal' : 'claim'} ${claim.id}` },
    {
      loop: appeal ? 'claim-appeal' : 'policy-claim',
      enterprise: claim.enterprise,
      fields: {
        title: `${appeal ? '复核' : '申领'}：${each.clause.title}`,
        text: open,
        clause: `${each.policy.title} ${each.clause.article}`,
        ...(appeal ? { claim: claim.id } : {}),
        ...(appeal && claim.firstMatter ? { first: claim.firstMatter } : {}),
        ...(claim.amount === undefined ? {} : { amount: claim.amount }),
      },
      owner: each.clause.owner,
    },
  );
  await ports.claims.change(call.tenant, claim.id, [claim.status], { status: 'with-clerk', matter: id });
  return { ...claim, status: 'with-clerk', matter: id };
}

type LoopCheck = (
  input: unknown,
  about: { readonly call: Call; readonly state: { readonly fields: Readonly<Record<string, unknown>> } },
) => Promise<void>;

/** Loops name it: who refused does not look at his own refusal again. */
export const notTheDecider =
  ({ claims }: Pick<PolicyPorts, 'claims'>): LoopCheck =>
  async (_input, { call, state }) => {
    const claim = await claims.find(call.tenant, String(state.fields.claim ?? ''));
    if (claim?.decidedBy !== call.actor.id) return;
    throw refuse({
      code: 'claims.own-decision',
      kind: 'forbidden',
      what: '不能复核自己作出的决定',
      why: '这笔申领是您决定不予兑现的',
      todo: '请由另一位同事或上级复核',
    });
  };

/** Loops name it: an advance is settled when what is due is written and what was too much is back. */
export const advanceSettled =
  ({ claims }: Pick<PolicyPorts, 'claims'>): LoopCheck =>
  async (_input, { call, state }) => {
    const claim = await claims.find(call.tenant, String(state.fields.claim ?? ''));
    if (claim?.settled && claim.money !== 'receivable') return;
    throw refuse({
      code: 'claims.unsettled',
      kind: 'conflict',
      what: claim?.settled ? '多拨的还没有收回，不能办结' : '还没有清算，不能办结',
      todo: claim?.settled ? '请先登记收回' : '请在这笔申领的页面登记最终应得金额',
    });
  };

export const POLICY_CHECKS = ['not-the-decider', 'advance-settled'] as const;
