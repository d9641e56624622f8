import { sql } from 'kysely';
import { refuse } from '#kernel';
import type { Database } from './database-type.ts';

const ROLES = ['clearway_app', 'clearway_system'] as const;

type Standing = { readonly name: string; readonly mighty: boolean; readonly held: readonly string[] };

/**
 * The two roles that the site works as belong to the whole server, and only a superuser may make the one that passes by
 * row-level security. Whoever starts on a server of their own is told what to run, before a migration fails half-way.
 *
 * @throws Refusal `storage.roles`
 */
export async function mustHaveRoles(owner: Database): Promise<void> {
  const { rows } = await sql<Standing>`
    select current_user as name, u.rolsuper or (u.rolcreaterole and u.rolbypassrls) as mighty,
      array(select r.rolname::text from pg_roles r where r.rolname in (${sql.join(ROLES)})
        and pg_has_role(current_user, r.oid, 'member')) as held
    from pg_roles u where u.rolname = current_user`.execute(owner);
  const [standing] = rows;
  if (!standing || standing.mighty || ROLES.every((each) => standing.held.includes(each))) return;
  throw refuse({
    code: 'storage.roles',
    kind: 'conflict',
    what: `数据库用户 ${standing.name} 还没有网站工作用的两个角色，未启动`,
    why: '只有超级用户能建带 BYPASSRLS 的角色',
    todo: `请数据库管理员在这台服务器上执行一次（已有的角色跳过 create），再启动：\n${rolesSql(standing.name)}`,
  });
}

export const rolesSql = (name: string): string =>
  [
    'create role clearway_app nologin;',
    'create role clearway_system nologin bypassrls;',
    `grant clearway_app, clearway_system to ${name} with admin option;`,
    `alter role ${name} createrole;`,
  ]
    .map((line) => `    ${line}`)
    .join('\n');
