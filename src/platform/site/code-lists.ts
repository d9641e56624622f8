import { z } from 'zod';
import { type AnyOperation, operation, parseUscc, refuse } from '#kernel';
import { type CodeList, Source } from '#platform/packs';

export const Code = z.object({ code: z.string(), title: z.string(), parent: z.string().optional() });
type Code = z.infer<typeof Code>;

const About = z.object({
  list: z.string(),
  title: z.string(),
  source: Source.optional(),
  open: z.boolean().describe('城市包可以增加代码，例如导入完整的国标'),
  codes: z.number(),
});
export type CodeListPorts = { readonly lists: (tenant: string) => Readonly<Record<string, CodeList>> };

const Shown = Code.extend({
  above: z.array(z.string()).describe('各级上级的名称，从最上面一级起'),
  below: z.number().describe('下一级有几个代码'),
});

/** A code of a list without what only the packs need of it. */
export const codeOf = ({ code, title, parent }: Code): Code => ({
  code,
  title,
  ...(parent === undefined ? {} : { parent }),
});

const aboutOf = ({ list, title, source, open, items }: CodeList): z.infer<typeof About> => ({
  list,
  title,
  ...(source ? { source } : {}),
  open: open === true,
  codes: items.length,
});

/** The code lists as the packs say them: what a code means, what lies under it, and who says so. */
export function codeListOperations({ lists }: CodeListPorts) {
  const listOf = (tenant: string, name: string): CodeList => {
    const found = Object.values(lists(tenant)).find(({ list }) => list === name);
    if (found) return found;
    throw refuse({ code: 'lists.none', kind: 'not-found', what: '没有这张代码表', todo: '请从代码表目录里选' });
  };
  return [
    operation({
      id: 'code-lists.list',
      method: 'GET',
      path: '/api/code-lists',
      title: '代码表目录：行业、行政区划、市场主体类型等，各有多少代码，出自哪里',
      permission: 'public',
      input: z.object({}),
      output: z.object({ lists: z.array(About) }),
      handle: async ({ tenant }) => ({ lists: Object.values(lists(tenant)).map(aboutOf) }),
    }),
    operation({
      id: 'code-lists.get',
      method: 'GET',
      path: '/api/code-lists/{list}',
      title: '一张代码表：逐级看，或按代码开头、名称里的词找',
      permission: 'public',
      input: z.object({
        list: z.string().max(60),
        q: z.string().trim().max(60).optional().describe('代码开头，或名称里的词'),
        under: z.string().max(40).optional().describe('只看这个代码的下一级；不写则看最上面一级'),
        after: z.string().max(40).optional().describe('接着这个代码往下看'),
        limit: z.int().min(1).max(500).default(200),
      }),
      output: About.extend({
        path: z.array(Code).describe('现在看的这一级在谁下面'),
        items: z.array(Shown),
        found: z.number(),
        next: z.string().optional(),
      }),
      handle: async ({ tenant }, { list, ...asked }) => {
        const found = listOf(tenant, list);
        return { ...aboutOf(found), ...codesOf(found.items, asked) };
      },
    }),
    operation({
      id: 'code-lists.credit-code',
      method: 'GET',
      path: '/api/credit-codes/{code}',
      title: '核对统一社会信用代码：校验位，登记管理部门、机构类别、区划',
      permission: 'public',
      input: z.object({ code: z.string().min(1).max(40) }),
      output: z.object({
        code: z.string(),
        authority: z.string(),
        category: z.string().optional(),
        region: z.object({ code: z.string(), title: z.string().optional() }),
        organisationCode: z.string(),
        warnings: z.array(z.string()),
      }),
      handle: async ({ tenant }, { code }) => {
        const { region, warnings, ...read } = parseUscc(code);
        const title = lists(tenant).region?.items.find((each) => each.code === region)?.title;
        return { ...read, warnings: [...warnings], region: { code: region, ...(title ? { title } : {}) } };
      },
    }),
  ] satisfies readonly AnyOperation[];
}

type Asked = {
  readonly q?: string | undefined;
  readonly under?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

function codesOf(items: readonly Code[], { q, under, after, limit }: Asked) {
  const byCode = new Map(items.map((each) => [each.code, each]));
  const below = new Map<string, number>();
  for (const { parent } of items) if (parent !== undefined) below.set(parent, (below.get(parent) ?? 0) + 1);
  // Ten levels at most, should a file say that two codes lie under each other.
  const path = (code: string | undefined, deep = 0): readonly Code[] => {
    const found = code === undefined || deep > 9 ? undefined : byCode.get(code);
    return found ? [...path(found.parent, deep + 1), codeOf(found)] : [];
  };
  const sign = q?.toUpperCase();
  const fits = ({ code, title, parent }: Code): boolean =>
    sign ? code.toUpperCase().startsWith(sign) || title.toUpperCase().includes(sign) : parent === under;
  const all = items.filter(fits);
  const from = after === undefined ? 0 : all.findIndex(({ code }) => code === after) + 1;
  const shown = all.slice(from, from + limit);
  const last = shown.at(-1);
  return {
    path: [...path(under)],
    items: shown.map((each) => ({
      ...codeOf(each),
      above: path(each.parent).map(({ title }) => title),
      below: below.get(each.code) ?? 0,
    })),
    found: all.length,
    ...(last && from + limit < all.length ? { next: last.code } : {}),
  };
}
