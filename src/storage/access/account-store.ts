import { type RawBuilder, sql } from 'kysely';
import { dayOf, toInstant } from '#kernel';
import type { Account, AccountStore, Holder, Post } from '#platform/access';
import type { Database } from '../database.ts';
import { present } from './rows.ts';

type AccountRow = {
  readonly id: string;
  readonly kind: 'official' | 'enterprise';
  readonly login: string;
  readonly person_id: string | null;
  readonly enterprise_id: string | null;
  readonly password_hash: string | null;
  readonly password_changed_at: number | null;
  readonly locked_until: number | null;
  readonly disabled: boolean;
};

const accountFrom = (row: AccountRow): Account => ({
  id: row.id,
  kind: row.kind,
  login: row.login,
  disabled: row.disabled,
  ...present({
    personId: row.person_id,
    enterpriseId: row.enterprise_id,
    passwordHash: row.password_hash,
    passwordChangedAt: row.password_changed_at,
    lockedUntil: row.locked_until,
  }),
});

const date = (at: number): Date => new Date(at);

export function accountStore(db: Database): AccountStore {
  const find = async (tenant: string, condition: RawBuilder<unknown>): Promise<Account | undefined> => {
    const { rows } = await sql<AccountRow>`
      select id, kind, login, person_id, enterprise_id, password_hash, password_changed_at, locked_until, disabled
      from accounts where tenant_id = ${tenant} and ${condition}`.execute(db);
    return rows[0] && accountFrom(rows[0]);
  };
  return {
    add: async (tenant, account, now) => {
      const changed = account.passwordChangedAt === undefined ? null : date(account.passwordChangedAt);
      await sql`
        insert into accounts (tenant_id, id, login, kind, person_id, enterprise_id, password_hash, password_changed_at,
          phone_hash, oidc_subject, created_at)
        values (${tenant}, ${account.id}, ${account.login}, ${account.kind}, ${account.personId ?? null},
          ${account.enterpriseId ?? null}, ${account.passwordHash ?? null}, ${changed}, ${account.phoneHash ?? null},
          ${account.oidcSubject ?? null}, ${date(now)})`.execute(db);
    },
    findById: (tenant, id) => find(tenant, sql`id = ${id}`),
    findByLogin: (tenant, login) => find(tenant, sql`login = ${login}`),
    findByPhone: (tenant, phoneHash) => find(tenant, sql`phone_hash = ${phoneHash}`),
    findBySubject: (tenant, subject) => find(tenant, sql`oidc_subject = ${subject}`),
    recordFailure: async (tenant, id, { most, lockUntil, now }) => {
      const failures = sql`(case when locked_until <= ${date(now)} then 0 else failures end + 1)`;
      const { rows } = await sql<{ failures: number; locked_until: number | null }>`
        update accounts set failures = ${failures},
          locked_until = case when ${failures} >= ${most} then ${date(lockUntil)}::timestamptz end
        where tenant_id = ${tenant} and id = ${id} returning failures, locked_until`.execute(db);
      return { failures: rows[0]?.failures ?? 0, ...present({ lockedUntil: rows[0]?.locked_until ?? null }) };
    },
    clearFailures: async (tenant, id) => {
      await sql`update accounts set failures = 0, locked_until = null
        where tenant_id = ${tenant} and id = ${id} and (failures > 0 or locked_until is not null)`.execute(db);
    },
    setPassword: async (tenant, id, hash, now) => {
      await sql`update accounts set password_hash = ${hash}, password_changed_at = ${date(now)}, failures = 0, locked_until = null
        where tenant_id = ${tenant} and id = ${id}`.execute(db);
    },
    issuePassword: async (tenant, id, hash) => {
      await sql`update accounts set password_hash = ${hash}, password_changed_at = null, failures = 0, locked_until = null
        where tenant_id = ${tenant} and id = ${id}`.execute(db);
    },
    setDisabled: async (tenant, id, disabled) => {
      await sql`update accounts set disabled = ${disabled} where tenant_id = ${tenant} and id = ${id}`.execute(db);
    },
    list: (tenant, page) => listAccounts(db, tenant, page),
    holderOf: (tenant, account, now) => holderOf(db, tenant, account, now),
  };
}

async function listAccounts(db: Database, tenant: string, { q, after, limit }: Parameters<AccountStore['list']>[1]) {
  const part = q === undefined ? null : `%${q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const { rows } = await sql<AccountRow & { readonly name: string | null }>`
    select a.id, a.kind, a.login, a.person_id, a.enterprise_id, null as password_hash, a.password_changed_at,
      a.locked_until, a.disabled, p.name
    from accounts a left join people p on p.tenant_id = a.tenant_id and p.id = a.person_id
    where a.tenant_id = ${tenant} and a.login > ${after ?? ''}
      and (${part}::text is null or a.login like ${part} or p.name like ${part})
    order by a.login limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...accountFrom(row), ...present({ name: row.name }) }));
}

type HolderRow = {
  readonly name: string | null;
  readonly enterprise: string | null;
  readonly posts: readonly PostRow[] | null;
};
type PostRow = {
  readonly id: string;
  readonly unit_id: string;
  readonly unit_name: string;
  readonly section: string | null;
  readonly role: string;
  readonly title: string | null;
};

async function holderOf(db: Database, tenant: string, account: Account, now: number): Promise<Holder> {
  const today = dayOf(toInstant(now));
  const { rows } = await sql<HolderRow>`
    select
      (select name from people where tenant_id = ${tenant} and id = ${account.personId ?? null}) as name,
      (select name from enterprises where tenant_id = ${tenant} and id = ${account.enterpriseId ?? null}) as enterprise,
      (select json_agg(json_build_object('id', p.id, 'unit_id', u.id, 'unit_name', u.name, 'section', p.section,
          'role', p.role, 'title', p.title) order by p.valid_from, p.id)
        from posts p join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
        where p.tenant_id = ${tenant} and p.person_id = ${account.personId ?? null}
          and p.valid_from <= ${today} and (p.valid_to is null or p.valid_to >= ${today})) as posts`.execute(db);
  const row = rows[0];
  const enterprise =
    account.enterpriseId && row?.enterprise ? { id: account.enterpriseId, name: row.enterprise } : null;
  return { posts: (row?.posts ?? []).map(postFrom), ...present({ name: row?.name ?? null, enterprise }) };
}

const postFrom = ({ id, unit_id, unit_name, role, section, title }: PostRow): Post => ({
  id,
  unit: { id: unit_id, name: unit_name },
  role,
  ...present({ section, title }),
});
