import { z } from 'zod';
import {
  decideEndPost,
  decideHandOver,
  decideTakers,
  holdsOn,
  NAMED_DUTIES,
  type NamedDuty,
  type Post,
  staysOn,
  type Taken,
} from '#engines/registry';
import { addDays, type Call, Day, formatDay, isRefusal, operation, refuse } from '#kernel';
import type { RegistryWriter } from './ports.ts';
import { changed, Id, mustBe, note, notFound, type RegistryPorts, today } from './shared.ts';

const Duty = z.object({ kind: z.enum(NAMED_DUTIES), object: z.string(), title: z.string() });
const Takes = z
  .array(z.strictObject({ kind: z.enum(NAMED_DUTIES), object: Id, person: Id }))
  .max(500)
  .default([])
  .describe('逐项写明由谁接手；没写的归接任人');

/** 离任: a post is handed over, never left empty, and with it all that somebody answers for by name. */
export function leavingOperations(ports: RegistryPorts) {
  return [
    operation({
      id: 'posts.duties',
      method: 'GET',
      path: '/api/posts/{id}/duties',
      title: '离任前看一看：任职人名下的目标措施、专项行动、网格和区块',
      permission: 'registry.manage',
      input: z.object({ id: Id }),
      output: z.object({
        named: z.array(Duty).describe('逐项定由谁接手'),
        places: z.number().describe('服务的网格、挂联的区块，随岗位移交'),
        stays: z.boolean().describe('还有别的任职'),
      }),
      handle: async (call, { id }) => {
        const { posts } = await ports.store.loadSnapshot(call.tenant, today(call));
        const post = posts.find((each) => each.id === id);
        if (!post) throw notFound('没有找到这个岗位任职');
        const [named, places] = await Promise.all([
          ports.store.namedDuties(call.tenant, post.person, today(call)),
          ports.store.duties(call.tenant, post.person),
        ]);
        const open = places.filter(({ validTo }) => validTo === undefined || validTo > today(call));
        return { named: [...named], places: open.length, stays: staysOn(posts, post, today(call)) };
      },
    }),
    operation({
      id: 'posts.end',
      method: 'POST',
      path: '/api/posts/{id}/end',
      title: '离任：岗位须有人接任，名下的措施和行动须有人接手；写明接任人时一并办理',
      permission: 'registry.manage',
      input: z.object({
        id: Id,
        lastDay: Day,
        successor: Id.optional().describe('接任人，自次日起任同一岗位'),
        takes: Takes,
      }),
      output: z.object({
        id: z.string(),
        lastDay: z.string(),
        successorPost: z.string().optional(),
        handedOver: z.number().describe('移交的措施和行动'),
      }),
      handle: (call, input) => endPost(ports, call, input),
    }),
  ];
}

type EndPost = {
  readonly id: string;
  readonly lastDay: Day;
  readonly successor?: string | undefined;
  readonly takes: readonly Taken[];
};

/** 交接: grids and blocks go with the post to whoever follows. */
async function handOver(
  { store }: RegistryPorts,
  { tenant }: Call,
  posts: readonly Post[],
  post: Post,
  { lastDay, successor }: Pick<EndPost, 'lastDay' | 'successor'>,
) {
  const decided = decideHandOver(posts, post, await store.duties(tenant, post.person), lastDay, successor);
  if (isRefusal(decided)) throw decided;
  return decided;
}

async function endPost(ports: RegistryPorts, call: Call, input: EndPost) {
  const { id, lastDay, successor } = input;
  const { done, taken } = await changed(ports, call, async ({ units, posts }, writer) => {
    const post = posts.find((each) => each.id === id);
    const unit = units.find((each) => each.id === post?.unit);
    if (!post || !unit) throw notFound('没有找到这个岗位任职');
    const next = successor && {
      ...post,
      id: ports.ids(),
      person: successor,
      validFrom: addDays(lastDay, 1),
    };
    const { validTo: _end, ...open } = next || post;
    const decided = decideEndPost(next ? [...posts, open] : posts, unit, id, lastDay);
    if (isRefusal(decided)) throw decided;
    const handedOver = await handOver(ports, call, posts, post, input);
    if (successor) mustBe((await ports.store.findPeople(call.tenant, [successor])).length > 0, '没有找到接任人');
    if (next) await writer.putPosts([open]);
    await writer.endPost(decided.id, decided.validTo);
    for (const each of handedOver.ends) await writer.endRelation(each.id, each.validTo);
    await writer.putRelations(handedOver.begins.map((each) => ({ ...each, id: ports.ids() })));
    const taken = await passOn(ports, call, writer, next ? [...posts, open] : posts, post, input);
    const detail = { person: post.person, unit: unit.id, lastDay, successor, handedOver: taken.length };
    await note(ports, writer, call, 'post.ended', id, detail);
    return { done: { id, lastDay, ...(next && { successorPost: next.id }) }, taken };
  });
  await tellTakers(ports, call, id, lastDay, taken);
  return { ...done, handedOver: taken.length };
}

type Passed = Taken & Pick<NamedDuty, 'title'>;

/** What he answers for by name goes to whom it is said for, else to his successor, from the day after. */
async function passOn(
  { store, ids }: RegistryPorts,
  call: Call,
  writer: RegistryWriter,
  posts: readonly Post[],
  post: Post,
  { lastDay, successor, takes }: EndPost,
): Promise<readonly Passed[]> {
  const fromDay = addDays(lastDay, 1);
  const duties = await store.namedDuties(call.tenant, post.person, lastDay);
  const taken = decideTakers(duties, takes, { successor, stays: staysOn(posts, post, fromDay) });
  if (isRefusal(taken)) throw taken;
  const serving = new Set(posts.filter((each) => holdsOn(each, fromDay)).map((each) => each.person));
  const gone = taken.find((each) => !serving.has(each.person));
  if (gone)
    throw refuse({ code: 'registry.taker-not-serving', kind: 'invalid', what: '接手的人要在任', todo: '请另选一个人' });
  const why = `离任移交（任到${formatDay(lastDay)}）`;
  await writer.handOver(
    taken.map(({ kind, object, person }) => ({
      ...{ id: ids(), kind, object, from: post.person, to: person, fromDay, at: call.now, why, by: call.actor.id },
    })),
  );
  return taken.flatMap((each) => {
    const duty = duties.find(({ kind, object }) => kind === each.kind && object === each.object);
    return duty ? [{ ...each, title: duty.title }] : [];
  });
}

const KINDS = { 'aim-measure': '目标措施', 'special-action': '专项行动' } as const;

/** Each who takes something over is told once, of all of it. */
async function tellTakers({ tell }: RegistryPorts, call: Call, post: string, lastDay: Day, taken: readonly Passed[]) {
  for (const [person, own] of Map.groupBy(taken, (each) => each.person)) {
    const list = own.map(({ kind, title }) => `${KINDS[kind]}“${title}”`).join('、');
    const text = `${formatDay(addDays(lastDay, 1))}起由您接手：${list}`.slice(0, 900);
    await tell(call.tenant, `hand-over/${post}/${lastDay}/${person}`, [
      { principal: `person:${person}`, kind: 'notify', text, matter: null, at: call.now },
    ]);
  }
}
