import { type Call, formatMoney, type Money, money, refuse } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { PolicyPorts } from '../ports.ts';
import type { Claim } from './claim.ts';

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
        text: needsTwo(ports, claim.amount) ? `${open}\n${twoWords(ports)}` : open,
        clause: `${each.policy.title} ${each.clause.article}`,
        claim: claim.id,
        ...(appeal && claim.firstMatter ? { first: claim.firstMatter } : {}),
        ...(claim.amount === undefined ? {} : { amount: claim.amount }),
      },
      owner: each.clause.owner,
    },
  );
  await ports.claims.change(call.tenant, claim.id, [claim.status], { status: 'with-clerk', matter: id });
  return { ...claim, status: 'with-clerk', matter: id };
}

type Standing = (about: {
  readonly call: Call;
  readonly state: { readonly status: string; readonly fields: Readonly<Record<string, unknown>> };
}) => Promise<void>;

/** Loops name it: who refused does not look at his own refusal again. */
export const notTheDecider =
  ({ claims }: Pick<PolicyPorts, 'claims'>): Standing =>
  async ({ call, state }) => {
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

/** Large sums are granted by a second person. */
export const needsTwo = ({ limits }: Pick<PolicyPorts, 'limits'>, amount: Money | undefined): boolean =>
  amount !== undefined && amount >= limits().secondFrom;

const twoWords = ({ limits }: Pick<PolicyPorts, 'limits'>): string =>
  `金额达到 ${formatMoney(limits().secondFrom)}：审核后先“提请第二人批准”，再由另一位同事批准`;

/** Loops name it: what one person looked at and put up is granted by another, where the sum is large. */
export const secondPerson =
  (ports: Pick<PolicyPorts, 'claims' | 'limits'>): Standing =>
  async ({ call, state }) => {
    const claim = await ports.claims.find(call.tenant, String(state.fields.claim ?? ''));
    if (state.status === 'proposed' || !needsTwo(ports, claim?.amount)) return;
    throw refuse({
      code: 'claims.two-people',
      kind: 'conflict',
      what: '这笔申领不能由一个人批准',
      why: `测算金额 ${formatMoney(claim?.amount ?? money(0))}，${twoWords(ports)}`,
      todo: '请先“提请第二人批准”',
    });
  };

/** Loops name it: an advance is settled when what is due is written and what was too much is back. */
export const advanceSettled =
  ({ claims }: Pick<PolicyPorts, 'claims'>): Standing =>
  async ({ call, state }) => {
    const claim = await claims.find(call.tenant, String(state.fields.claim ?? ''));
    if (claim?.settled && !claim.owed) return;
    throw refuse({
      code: 'claims.unsettled',
      kind: 'conflict',
      what: claim?.settled ? '多拨的还没有收回，不能办结' : '还没有清算，不能办结',
      todo: claim?.settled ? '请先登记收回' : '请在这笔申领的页面登记最终应得金额',
    });
  };

/** Loops name it: something is waited for back only after a settlement said that it was too much. */
export const advanceOwed =
  ({ claims }: Pick<PolicyPorts, 'claims'>): Standing =>
  async ({ call, state }) => {
    const claim = await claims.find(call.tenant, String(state.fields.claim ?? ''));
    if (claim?.settled && claim.owed) return;
    throw refuse({
      code: 'claims.not-owed',
      kind: 'conflict',
      what: claim?.settled ? '没有应退回的款项' : '还没有清算',
      todo: claim?.settled ? '可以直接办结' : '请在这笔申领的页面登记最终应得金额，之后这件会自动往前走',
    });
  };

export const POLICY_CHECKS = ['not-the-decider', 'second-person', 'advance-settled', 'advance-owed'] as const;
