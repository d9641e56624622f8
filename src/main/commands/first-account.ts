import type { LocalCommand } from '#entrypoints/cli';
import { type Actor, refuse } from '#kernel';
import { type LocalSite, withSite } from './open-site.ts';

const SETUP: Actor = {
  kind: 'system',
  id: 'setup',
  roles: [],
  permissions: ['access.manage', 'registry.manage'],
};

/** A new site has nobody who could open accounts: this makes the first, from the machine itself, and only the first. */
export const firstAccount: LocalCommand = {
  name: 'accounts first',
  summary: '为新站点开通第一个管理员账号 · the first administrator of a new site',
  args: [
    { name: 'login', summary: '账号，小写字母和数字 · login' },
    { name: 'name', summary: '姓名 · name' },
  ],
  options: [{ flags: '--unit <id>', summary: '所在单位，不填为市级营商办 · unit, default: the main office' }],
  examples: ['clearway accounts first admin 张三'],
  run: ({ args: [login = '', name = ''], options, env }) =>
    withSite(env, async (site) => {
      mustBeNew(site, await does(site, 'accounts.list', { limit: 1 }));
      const { directory } = site.wired.registry;
      const office = (await directory(site.city.id, Date.now())).officeFor(undefined);
      const unit = typeof options.unit === 'string' ? options.unit : office;
      const { person } = await does(site, 'posts.add', { person: { name }, unit, role: 'admin' });
      const issued = await does(site, 'accounts.add', { login, personId: person });
      const text = `账号 ${String(issued.login)}\n初始密码 ${String(issued.initialPassword)}（只显示这一次，首次登录须修改）\n`;
      return { json: issued, text };
    }),
};

async function does({ wired, city }: LocalSite, id: string, input: object): Promise<Record<string, unknown>> {
  const operation = wired.operations.find((each) => each.id === id);
  if (!operation) throw new Error(`no operation ${id}`);
  const call = { tenant: city.id, actor: SETUP, now: Date.now(), requestId: 'setup' };
  return (await operation.handle(call, operation.input.parse(input))) as Record<string, unknown>;
}

function mustBeNew({ city, tenants }: LocalSite, { items }: Record<string, unknown>): void {
  if (!tenants.get(city.id))
    throw refuse({
      code: 'site.not-started',
      kind: 'conflict',
      what: `${city.name}还没有启动过，没有单位可以任职`,
      todo: '请先启动一次：clearway start',
    });
  if (Array.isArray(items) && items.length > 0)
    throw refuse({
      code: 'accounts.not-first',
      kind: 'conflict',
      what: '这里已经有账号了',
      todo: '请由管理员在系统里开通：clearway accounts add',
    });
}
