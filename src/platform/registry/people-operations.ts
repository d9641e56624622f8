import { z } from 'zod';
import { type Call, Day, operation, refuse } from '#kernel';
import { leavingOperations } from './leaving-operations.ts';
import { atDay, changed, Id, mustBe, note, Ref, type RegistryPorts, today } from './shared.ts';

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

/** 任职、离任. */
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
        another: z.boolean().default(false).describe('已有同名的人，这是另一位'),
      }),
      output: z.object({ id: z.string(), person: z.string() }),
      handle: async (call, { person, unit, role, fromDay, section, title, another }) => {
        if (typeof person !== 'string' && !another) await mustBeNew(ports, call, person.name);
        return changed(ports, call, async ({ units }, writer) => {
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
        });
      },
    }),
    ...leavingOperations(ports),
  ];
}

/** @throws Refusal where somebody of this name serves already: one person kept as two has two desks and two sets of posts */
async function mustBeNew({ store, organisation }: RegistryPorts, call: Call, name: string): Promise<void> {
  const found = await store.searchPeople(call.tenant, name, today(call), 50);
  const same = found.filter(({ person }) => person.name === name);
  if (same.length === 0) return;
  const { units } = await organisation(call.tenant, call.now);
  const where = same.map(({ post }) =>
    [units.get(post.unit)?.name, post.section, post.title].filter(Boolean).join(' '),
  );
  throw refuse({
    code: 'registry.namesake',
    kind: 'conflict',
    what: `已有在岗的“${name}”`,
    why: [...new Set(where)].slice(0, 5).join('；'),
    todo: '是同一个人的，请改选“已有人员”；确是同名的另一位，请勾选后再办',
  });
}
