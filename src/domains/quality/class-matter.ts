import { z } from 'zod';
import { type Call, hashOf, refuse } from '#kernel';
import { cellOfClass, UNCLASSED, unrecorded } from './cause-record.ts';
import { keyOf } from './mining/index.ts';
import { keyed, type QualityPorts } from './ports.ts';

export const ClassMatter = z.strictObject({
  title: z.string().trim().min(4).max(80),
  cause: z.string().trim().min(2).max(1000).describe('共性原因'),
  evidence: z.string().trim().max(1000).optional().describe('统计依据'),
  category: z.string().max(64).optional(),
  code: z.string().max(64).optional().describe('记录的成因代码'),
  unit: z.string().max(64).optional().describe('集中发生在哪个单位'),
  members: z.array(z.string().min(1).max(64)).min(2, '共性问题至少要有两件').max(200),
});
export type ClassMatter = z.infer<typeof ClassMatter>;

/**
 * 一件事 → 一类事: opens one matter for what several have in common and links them to it. Doing it again with the
 * same members opens nothing more and links what a broken try had left out.
 */
export async function openClassMatter(
  ports: QualityPorts,
  call: Call,
  given: ClassMatter,
): Promise<{ readonly id: string; readonly linked: number }> {
  const wanted = [...new Set(given.members)].sort();
  const found = await ports.states(call, wanted);
  if (found.length < wanted.length)
    throw refuse({
      code: 'quality.members',
      kind: 'not-found',
      what: `${wanted.length - found.length} 件成员事项不存在或您无权查看`,
      todo: '请刷新清单后再建',
    });
  if (wanted.length < 2)
    throw refuse({ code: 'quality.members', kind: 'invalid', what: '共性问题至少要有两件不同的事项' });
  const standing = await standingFor(ports, call, given);
  const key = `class ${hashOf([given.cause, wanted]).slice(0, 32)}`;
  const regions = new Set(found.map((each) => each.region));
  const [region] = regions.size === 1 ? regions : [];
  const { id } =
    standing ??
    (await ports.open(keyed(call, key), {
      loop: 'class-matter',
      channel: 'office',
      fields: fieldsOf(given, wanted.length),
      ...(region === undefined ? {} : { region }),
      // Kept by whoever found it: only the keeper may link the members.
      ...(call.actor.unit === undefined ? {} : { office: call.actor.unit }),
    }));
  const linked = new Set(standing?.links.map((each) => each.matter));
  for (const member of wanted.filter((each) => !linked.has(each)))
    await ports.move(keyed(call, `${key} ${member}`), { id, move: 'link', input: { matter: member } });
  return { id, linked: wanted.length };
}

/** One for each cause: what the system or somebody else opened for it is taken further. */
async function standingFor(ports: QualityPorts, call: Call, { code, category, unit }: ClassMatter) {
  if (unit === undefined || (code ?? category) === undefined) return undefined;
  const item = category ?? UNCLASSED;
  const wanted = keyOf({ cause: code ?? unrecorded(item), unit, item });
  const known = await ports.classMatters(call.tenant, call.now);
  return known.find((each) => !each.closed && keyOf(cellOfClass(each)) === wanted);
}

const fieldsOf = ({ title, cause, category, evidence, code, unit }: ClassMatter, cases: number) => ({
  title,
  text: cause,
  cases,
  ...(category ? { category } : {}),
  ...(code ? { cause: code } : {}),
  ...(unit ? { unit } : {}),
  ...(evidence ? { evidence } : {}),
});
