import { z } from 'zod';
import { decideEndPost, decideHandOver, type Post } from '#engines/registry';
import { addDays, type Call, Day, isRefusal, operation } from '#kernel';
import { atDay, changed, Id, mustBe, note, notFound, Ref, type RegistryPorts, today } from './shared.ts';

const PersonView = z.object({
  id: z.string(),
  name: z.string(),
  post: z.object({ id: z.string(), role: z.string(), roleTitle: z.string(), title: z.string().optional() }),
  unit: Ref,
  section: z.string().optional(),
  sinceDay: z.string(),
  untilDay: z.string().optional(),
});

/** Who serves where on any day. */
export function peopleOperations({ store, organisation, roleTitle }: RegistryPorts) {
  return [
    operation({
      id: 'people.list',
      method: 'GET',
      path: '/api/people',
      title: '人员：某单位在岗人员，或按姓名查找',
      permission: 'registry.read',
      input: z.object({ unit: Id.optional(), q: z.string().max(20).optional(), day: Day.optional() }),
      output: z.object({ items: z.array(PersonView) }),
      handle: async (call, { unit, q, day }) => {
        const on = day ?? today(call);
        if (!unit && !q) return { items: [] };
        const found = unit
          ? await store.serving(call.tenant, unit, on)
          : await store.searchPeople(call.tenant, q ?? '', on, 50);
        const { units } = await organisation(call.tenant, atDay(call, day));
        return {
          items: found
            .filter(({ person }) => !q || person.name.includes(q))
            .map(({ post, person }) => ({
              id: person.id,
              name: person.name,
              post: {
                id: post.id,
                role: post.role,
                roleTitle: roleTitle(call.tenant, post.role),
                ...(post.title && { title: post.title }),
              },
              unit: { id: post.unit, name: units.get(post.unit)?.name ?? post.unit },
              ...(post.section && { section: post.section }),
              sinceDay: post.validFrom,
              ...(post.validTo && { untilDay: post.validTo }),
            })),
        };
      },
    }),
  ];
}

/** 任职、离任: a post is handed over, never left empty. */
export function postOperations(ports: RegistryPorts) {
  const { ids } = ports;
  return [
    operation({
      id: 'posts.add',
      method: 'POST',
      path: '/api/posts',
      title: '任职：让一个人在单位担任岗位',
      permission: 'registry.manage',
      input: z.object({
        person: z.union([Id, z.object({ name: z.string().trim().min(2).max(20) })]),
        unit: Id,
        section: z.string().max(30).optional(),
        role: z.string().max(40),
        title: z.string().max(40).optional(),
        fromDay: Day.optional(),
      }),
      output: z.object({ id: z.string(), person: z.string() }),
      handle: (call, { person, unit, role, fromDay, section, title }) =>
        changed(ports, call, async ({ units }, writer) => {
          mustBe(
            units.some((each) => each.id === unit && each.kind !== 'group'),
            '没有找到这个单位',
          );
          const who = typeof person === 'string' ? person : ids();
          if (typeof person === 'string')
            mustBe((await ports.store.findPeople(call.tenant, [person])).length > 0, '没有找到这个人');
          else await writer.putPeople([{ id: who, name: person.name }], call.now);
          const post = { id: ids(), person: who, unit, role, validFrom: fromDay ?? today(call) };
          await writer.putPosts([{ ...post, ...(section && { section }), ...(title && { title }) }]);
          await note(ports, writer, call, 'post.added', post.id, { person: who, unit, role });
          return { id: post.id, person: who };
        }),
    }),
    operation({
      id: 'posts.end',
      method: 'POST',
      path: '/api/posts/{id}/end',
      title: '离任：岗位须有人接任；写明接任人时一并办理',
      permission: 'registry.manage',
      input: z.object({
        id: Id,
        lastDay: Day,
        successor: Id.optional().describe('接任人，自次日起任同一岗位'),
      }),
      output: z.object({ id: z.string(), lastDay: z.string(), successorPost: z.string().optional() }),
      handle: (call, input) => endPost(ports, call, input),
    }),
  ];
}

type EndPost = { readonly id: string; readonly lastDay: Day; readonly successor?: string | undefined };

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

function endPost(ports: RegistryPorts, call: Call, { id, lastDay, successor }: EndPost) {
  return changed(ports, call, async ({ units, posts }, writer) => {
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
    const handedOver = await handOver(ports, call, posts, post, { lastDay, successor });
    if (successor) mustBe((await ports.store.findPeople(call.tenant, [successor])).length > 0, '没有找到接任人');
    if (next) await writer.putPosts([open]);
    await writer.endPost(decided.id, decided.validTo);
    for (const each of handedOver.ends) await writer.endRelation(each.id, each.validTo);
    await writer.putRelations(handedOver.begins.map((each) => ({ ...each, id: ports.ids() })));
    await note(ports, writer, call, 'post.ended', id, { person: post.person, unit: unit.id, lastDay, successor });
    return { id, lastDay, ...(next && { successorPost: next.id }) };
  });
}
