import { z } from 'zod';
import { type AnyOperation, type Call, type Day, dayOf, operation, refuse, toInstant } from '#kernel';
import { periodOf } from '../claims/period.ts';
import { hiddenFrom } from '../guarded-facts.ts';
import type { Library } from '../library.ts';
import type { KnownEnterprise, PolicyPorts } from '../ports.ts';
import { answerFor } from './answer.ts';
import { askEmail, confirmEmail } from './confirm-email.ts';
import type { Decided } from './decide-all.ts';
import { listUnder } from './list-under.ts';
import { ReachView, reachOf } from './reach.ts';
import { reachedOperation } from './reached.ts';
import { MatchView, matchView, SourceView } from './views.ts';
import { withoutFigures } from './without-figures.ts';

const Wish = z.object({
  often: z.enum(['each', 'week', 'never']),
  email: z.email('请填正确的邮箱').max(200).optional().describe('收件箱之外再发到这个邮箱；不填就不发'),
});
const WishView = Wish.extend({
  pending: z.string().optional().describe('待验证的邮箱：填了验证码才会发'),
  undelivered: z.enum(['again', 'over']).optional().describe('上一封没有送达：还会再试，或不再试'),
});
const Mine = z.object({
  enterprise: z.object({ id: z.string(), name: z.string() }),
  ...WishView.shape,
  total: z.number().describe('现在还可享的合计（分）：让出的、本期已经申领或发放的不算'),
  yes: z.array(MatchView.extend({ held: z.boolean().optional().describe('本期已经申领、在办或已发放') })),
  possible: z.array(MatchView),
  near: z.array(MatchView),
  sources: z.array(SourceView).readonly().describe('每项数据的来源和日期'),
});

async function sorted(ports: PolicyPorts, call: Call, enterprise: KnownEnterprise) {
  const library = await ports.library(call.tenant);
  const day = dayOf(toInstant(call.now));
  const found = answerFor(library, enterprise, day);
  const view = (chosen: readonly Decided[]) =>
    Promise.all(chosen.map((each) => matchView(ports, call, each, day, library)));
  const [yes, possible, near] = await Promise.all([view(found.yes), view(found.possible), view(found.near)]);
  const held = await heldOf(ports, call.tenant, library, enterprise.id, day);
  const seen = yes.map((each) => ({ ...each, ...(held.has(each.clause.clause) && { held: true }) }));
  return { total: totalOf(seen), yes: seen, possible, near, sources: enterprise.sources ?? [] };
}

/** What is still to be had: not what gives way to something better, nor what is asked for, promised or paid already. */
const totalOf = (views: readonly (MatchView & { readonly held?: boolean })[]): number =>
  views.reduce((sum, each) => sum + (each.yields || each.held ? 0 : (each.fen ?? 0)), 0);

const MOST_CLAIMS = 200;

/** The clauses that it has claimed for the period of this day. */
async function heldOf(ports: PolicyPorts, tenant: string, library: Library, enterprise: string, day: Day) {
  if (enterprise === '') return new Set<string>();
  const claims = await ports.claims.list(tenant, { enterprise, limit: MOST_CLAIMS });
  const standing = claims.filter(({ status, clause, period }) => {
    const found = library.clause(clause);
    return status !== 'refused' && status !== 'withdrawn' && found && periodOf(found.clause.per, day) === period;
  });
  return new Set(standing.map((each) => each.clause));
}

/** As an official sees another's matches: figures that are not his to see stay out. */
async function seenBy(ports: PolicyPorts, call: Call, enterprise: KnownEnterprise) {
  const library = await ports.library(call.tenant);
  const names = library.facts.map((each) => each.name);
  const hidden = new Set(hiddenFrom(call, library.facts, names));
  const found = await sorted(ports, call, enterprise);
  const masked = (view: MatchView): MatchView => {
    const clause = library.clause(view.clause.clause);
    return clause ? withoutFigures(view, clause, hidden) : view;
  };
  const mask = (views: readonly MatchView[]) => views.map(masked);
  const yes = found.yes.map((each) => ({ ...masked(each), ...(each.held && { held: true }) }));
  return { ...found, total: totalOf(yes), yes, possible: mask(found.possible), near: mask(found.near) };
}

async function known(ports: PolicyPorts, { tenant }: Call, id: string): Promise<KnownEnterprise> {
  const found = await ports.population.find(tenant, id);
  if (found) return found;
  throw refuse({
    code: 'policies.no-enterprise',
    kind: 'not-found',
    what: '没有这家企业的登记信息',
    todo: '请核对统一社会信用代码',
  });
}

function ownEnterprise({ actor }: Call): string {
  if (actor.kind === 'enterprise' && actor.enterprise) return actor.enterprise;
  throw refuse({
    code: 'policies.not-an-enterprise',
    kind: 'forbidden',
    what: '这是企业经办人的页面',
    todo: '请用企业账号登录；工作人员请从政策库里选企业查看',
  });
}

/** Who gets what: for an enterprise itself, for an official, and for a visitor who answers three questions. */
export function matchOperations(ports: PolicyPorts) {
  return [
    operation({
      id: 'policies.mine',
      method: 'GET',
      path: '/api/my-policies',
      title: '我的政策：可享的、可能的（缺什么）、差一点的（差多少）',
      permission: 'policies.own',
      input: z.strictObject({}),
      output: Mine,
      handle: async (call) => {
        const enterprise = await known(ports, call, ownEnterprise(call));
        const wish = await ports.matches.wish(call.tenant, enterprise.id);
        const found = await sorted(ports, call, enterprise);
        return { enterprise: { id: enterprise.id, name: enterprise.name }, ...wish, ...found };
      },
    }),
    operation({
      id: 'policies.wish',
      method: 'PUT',
      path: '/api/my-policies/push',
      title: '多久推送一次：每次、每周、不推送；要不要再发邮件',
      permission: 'policies.own',
      input: z.strictObject(Wish.shape),
      output: WishView,
      handle: async (call, { often, email }) => {
        const own = ownEnterprise(call);
        const before = await ports.matches.wish(call.tenant, own);
        // A confirmed address stays until another is confirmed; none is none at once.
        const kept = {
          ...(email !== undefined && before.email !== undefined ? { email: before.email } : {}),
          ...(email !== undefined && before.pending === email ? { pending: email } : {}),
        };
        await ports.matches.setWish(call.tenant, own, { often, ...kept });
        if (email !== undefined && email !== before.email && email !== before.pending)
          await askEmail(ports, call, own, email);
        return ports.matches.wish(call.tenant, own);
      },
    }),
    operation({
      id: 'policies.confirm-email',
      method: 'POST',
      path: '/api/my-policies/email',
      title: '填写验证码，确认邮箱；不填验证码则重发',
      permission: 'policies.own',
      input: z.strictObject({
        code: z
          .string()
          .trim()
          .regex(/^\d{6}$/, '验证码是六位数字')
          .optional(),
      }),
      output: WishView,
      handle: async (call, { code }) => {
        const own = ownEnterprise(call);
        const { pending } = await ports.matches.wish(call.tenant, own);
        if (code !== undefined || !pending) await confirmEmail(ports, call, own, code ?? '');
        else await askEmail(ports, call, own, pending);
        return ports.matches.wish(call.tenant, own);
      },
    }),
    operation({
      id: 'policies.match',
      method: 'GET',
      path: '/api/policies/matches/{enterprise}',
      title: '一家企业与全部条款：可享、可能、差一点，逐条件说明',
      permission: 'policies.write',
      input: z.strictObject({ enterprise: z.string().min(8).max(32) }),
      output: Mine.omit({ often: true, email: true, pending: true, undelivered: true }),
      handle: async (call, { enterprise: id }) => {
        const enterprise = await known(ports, call, id);
        return { enterprise: { id, name: enterprise.name }, ...(await seenBy(ports, call, enterprise)) };
      },
    }),
    operation({
      id: 'policies.reach',
      method: 'GET',
      path: '/api/policies/{id}/reach',
      title: '触达：符合、可能、已告知、已读、已申领、已批准、已到账，按区域和规模分',
      permission: 'policies.read',
      input: z.strictObject({ id: z.string().min(1).max(64) }),
      output: z.object({ items: z.array(ReachView) }),
      handle: async (call, { id }) => ({ items: [...(await reachOf(ports, call, id))] }),
    }),
    reachedOperation(ports),
    operation({
      id: 'policies.eligible',
      method: 'GET',
      path: '/api/clauses/{clause}/enterprises',
      title: '一条政策的企业名单：可享、可能、差一项',
      permission: 'policies.write',
      input: z.strictObject({ clause: z.string().min(1).max(64), limit: z.int().min(1).max(500).default(100) }),
      output: z.object({
        items: z.array(
          z.object({
            enterprise: z.object({ id: z.string(), name: z.string() }),
            outcome: z.enum(['yes', 'unknown', 'near']),
            fen: z.number().optional(),
          }),
        ),
      }),
      handle: async (call, { clause, limit }) => ({ items: await listUnder(ports, call, clause, limit) }),
    }),
  ] satisfies readonly AnyOperation[];
}
