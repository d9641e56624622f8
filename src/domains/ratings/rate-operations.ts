import { z } from 'zod';
import { type AnyOperation, type Call, operation, refuse } from '#kernel';
import { limitRating } from './limit.ts';
import { BAD, type Channel, type RatingPorts, type Said, type ServiceRating } from './ports.ts';
import { openRectification, settleAnswer } from './rectify.ts';

const Id = z.string().min(1).max(64);
const Grade = z.coerce.number().int().min(1).max(5).describe('5 非常满意 … 1 非常不满意');
const Phone = z
  .string()
  .trim()
  .regex(/^1\d{10}$/, '请填写 11 位手机号')
  .optional();
const Given = z.strictObject({
  window: Id,
  grade: Grade,
  tags: z.array(z.string().min(1).max(20)).max(8).default([]).describe('选择的原因'),
  comment: z.string().trim().max(500).optional(),
  phone: Phone.describe('愿意接受回访的留下电话'),
});
const Done = z.object({
  id: z.string(),
  code: z.string().describe('查看整改、再次评价时用'),
  bad: z.boolean(),
});

/** 好差评: by QR code, portal, telephone or at the counter; a bad one is followed until its rater answers again. */
export function rateOperations(ports: RatingPorts) {
  return [
    operation({
      id: 'ratings.window',
      method: 'GET',
      path: '/api/ratings/windows/{id}',
      title: '评价哪个窗口、哪项服务',
      permission: 'public',
      input: z.object({ id: Id }),
      output: z.object({ id: z.string(), title: z.string(), hall: z.string(), item: z.string(), unit: z.string() }),
      handle: async (call, { id }) => {
        const { unit, title, hall, item } = await windowNamed(ports, call, id);
        return { id, title, hall, item, unit: (await ports.unitNames(call))(unit) };
      },
    }),
    operation({
      id: 'ratings.rate',
      method: 'POST',
      path: '/api/ratings',
      title: '评价一项服务：五个等级，差评转整改',
      permission: 'public',
      input: Given,
      output: Done,
      handle: async (call, given) => {
        await limitRating(ports, call, given.phone);
        return addRating(ports, call, given, call.actor.kind === 'enterprise' ? 'portal' : 'qr', true);
      },
    }),
    operation({
      id: 'ratings.record',
      method: 'POST',
      path: '/api/ratings/recorded',
      title: '登记电话、柜台请评的评价（不算主动评价）',
      permission: 'ratings.record',
      input: Given.extend({
        channel: z.enum(['phone', 'counter']),
        invited: z.boolean().default(true).describe('是否由工作人员请评；评价人自己打来的填否'),
      }),
      output: Done,
      handle: (call, { channel, invited, ...given }) => addRating(ports, call, given, channel, !invited),
    }),
    answerOperation(ports),
    findOperation(ports),
    followOperation(ports),
  ] satisfies readonly AnyOperation[];
}

async function windowNamed({ store }: RatingPorts, { tenant }: Call, id: string) {
  const found = await store.window(tenant, id);
  if (found?.active) return found;
  throw refuse({ code: 'ratings.no-window', kind: 'not-found', what: '没有这个窗口', todo: '请重新扫码' });
}

async function addRating(
  ports: RatingPorts,
  call: Call,
  given: z.infer<typeof Given>,
  channel: Channel,
  active: boolean,
): Promise<z.infer<typeof Done>> {
  const { unit, region, item } = await windowNamed(ports, call, given.window);
  const bad = given.grade <= BAD;
  const id = ports.ids();
  const rating: ServiceRating = {
    ...{ id, window: given.window, unit, region, item, channel, active, grade: given.grade, tags: given.tags },
    enterprise: call.actor.enterprise ?? null,
    at: call.now,
    matter: bad ? ports.ids() : null,
  };
  const said: Said = {
    ...(given.comment ? { comment: given.comment } : {}),
    ...(given.phone ? { phone: given.phone } : {}),
  };
  const rater = given.phone ?? call.actor.enterprise;
  const isNew = await ports.store.add(call.tenant, rating, {
    ...(Object.keys(said).length > 0 ? { said: ports.seal(said) } : {}),
    ...(rater ? { raterHash: ports.hash(`rater ${rater}`) } : {}),
    ...(call.actor.kind === 'official' ? { recordedBy: call.actor.id } : {}),
  });
  if (!isNew)
    throw refuse({
      code: 'ratings.once',
      kind: 'conflict',
      what: '今天已经评价过这个窗口',
      why: '一次服务评价一次，评价不能更改',
      todo: '有新的意见，请在反映问题里提出',
    });
  await openRectification(ports, call, rating, said);
  return { id, code: ports.codeOf(call.tenant, id), bad };
}

const Followed = z.object({
  id: z.string(),
  item: z.string(),
  grade: z.number(),
  at: z.number(),
  status: z.string().optional(),
  mayAnswer: z.boolean().describe('已整改，等评价人再次评价'),
  secondGrade: z.number().optional(),
});

const Code = z.string().trim().min(1).max(20);

/** Does the code, as somebody typed it, open this rating? */
const opens = ({ codeOf }: RatingPorts, tenant: string, code: string) => {
  const wanted = code.toUpperCase();
  return ({ id }: { readonly id: string }): boolean => codeOf(tenant, id) === wanted;
};

/** Whoever has the code that only the rater was told. */
async function ownRating(ports: RatingPorts, { tenant }: Call, id: string, code: string): Promise<ServiceRating> {
  const found = await ports.store.find(tenant, id);
  if (found && opens(ports, tenant, code)(found)) return found;
  throw unknownRating();
}

const unknownRating = () =>
  refuse({
    code: 'ratings.not-found',
    kind: 'not-found',
    what: '没有这条评价，或查询码不对',
    todo: '请核对评价时给您的查询码',
  });

async function follow(ports: RatingPorts, call: Call, rating: ServiceRating): Promise<z.infer<typeof Followed>> {
  const state = rating.matter === null ? undefined : await ports.stateOf(call.tenant, rating.matter);
  const { id, item, grade, at } = rating;
  return {
    ...{ id, item, grade, at },
    ...(state ? { status: ports.statusTitle(call.tenant, state) } : {}),
    mayAnswer: state?.status === 'answered',
    ...(state?.rating ? { secondGrade: state.rating.grade } : {}),
  };
}

const followOperation = (ports: RatingPorts) =>
  operation({
    id: 'ratings.follow',
    method: 'GET',
    path: '/api/ratings/{id}/progress',
    title: '凭查询码看差评整改到哪一步',
    permission: 'public',
    input: z.object({ id: Id, code: Code }),
    output: Followed,
    handle: async (call, { id, code }) => {
      await limitRating(ports, call, undefined);
      return follow(ports, call, await ownRating(ports, call, id, code));
    },
  });

const YEAR = 366 * 86_400_000;
const PAGE = 200;
const PAGES = 10;

/** A code opens a bad rating of this window of the last year, for whoever has lost the page. */
async function idOf(ports: RatingPorts, { tenant, now }: Call, window: string, code: string): Promise<string> {
  const wanted = { window, bad: true, from: now - YEAR };
  const isOwn = opens(ports, tenant, code);
  let after: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const { rows, next } = await ports.store.list(tenant, wanted, { after, limit: PAGE });
    const found = rows.find(isOwn);
    if (found) return found.id;
    if (next === undefined) break;
    after = next;
  }
  throw unknownRating();
}

const findOperation = (ports: RatingPorts) =>
  operation({
    id: 'ratings.find',
    method: 'GET',
    path: '/api/ratings/find',
    title: '凭窗口和查询码找回自己的差评',
    permission: 'public',
    input: z.object({ window: Id, code: Code }),
    output: z.object({ id: z.string() }),
    handle: async (call, { window, code }) => {
      await limitRating(ports, call, undefined);
      return { id: await idOf(ports, call, window, code) };
    },
  });

const answerOperation = (ports: RatingPorts) =>
  operation({
    id: 'ratings.answer',
    method: 'POST',
    path: '/api/ratings/{id}/answer',
    title: '整改后再次评价：只有评价人自己能作',
    permission: 'public',
    input: z.strictObject({ id: Id, code: Code, grade: Grade, note: z.string().trim().max(500).optional() }),
    output: Followed,
    handle: async (call, { id, code, grade, note }) => {
      await limitRating(ports, call, undefined);
      const rating = await ownRating(ports, call, id, code);
      if (rating.matter === null)
        throw refuse({ code: 'ratings.not-bad', kind: 'conflict', what: '这条评价没有整改事项' });
      const rater = { kind: 'enterprise' as const, id: `follow:${rating.matter}`, roles: [], permissions: [] };
      const input = { grade, ...(note ? { note } : {}) };
      await ports.move({ ...call, actor: rater }, { id: rating.matter, move: 'rate', input });
      await settleAnswer(ports, call, rating.matter, grade);
      return follow(ports, call, rating);
    },
  });
