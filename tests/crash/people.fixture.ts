import { createHash } from 'node:crypto';
import type pg from 'pg';

export const TENANT = 'quzhou';
export const OFFICE = 'longyou-biz-office';
export const HANDLING_UNIT = 'longyou-power';
export const ENTERPRISE = '91330825MA000000XX';

/** Sessions of people who were there before the crash: their tokens, by what they do. */
export const TOKENS = {
  enterprise: 'token-of-the-enterprise',
  dispatcher: 'token-of-the-dispatcher',
  handler: 'token-of-the-handler',
  verifier: 'token-of-the-verifier',
} as const;
export type Who = keyof typeof TOKENS;

const POSTS: Readonly<Record<Exclude<Who, 'enterprise'>, readonly [unit: string, role: string]>> = {
  dispatcher: [OFFICE, 'dispatcher'],
  handler: [HANDLING_UNIT, 'liaison'],
  verifier: [OFFICE, 'supervisor'],
};

/** Puts people, their posts and their sessions into the database, and makes it one whose clock may be moved. */
export async function addPeople(client: pg.Client): Promise<void> {
  await client.query('update tenants set demo = true');
  await addFirm(client, { id: ENTERPRISE, name: '测试企业', token: TOKENS.enterprise });
  for (const [who, [unit, role]] of Object.entries(POSTS))
    await addOfficial(client, { id: who, unit, role, token: TOKENS[who as Who] });
}

export async function addFirm(
  client: pg.Client,
  { id, name, token }: { readonly id: string; readonly name: string; readonly token: string },
): Promise<void> {
  await client.query(
    `insert into enterprises (tenant_id, id, name, region, created_at) values ($1, $2, $3, '330825', now())`,
    [TENANT, id, name],
  );
  await addSession(client, id, token, { enterprise: id });
}

export async function addOfficial(
  client: pg.Client,
  {
    id,
    unit,
    role,
    token,
  }: { readonly id: string; readonly unit: string; readonly role: string; readonly token: string },
): Promise<void> {
  await client.query('insert into people (tenant_id, id, name, created_at) values ($1, $2, $2, now())', [TENANT, id]);
  await client.query(
    `insert into posts (tenant_id, id, person_id, unit_id, role, valid_from) values ($1, $2, $2, $3, $4, '2020-01-01')`,
    [TENANT, id, unit, role],
  );
  await addSession(client, id, token, { person: id });
}

async function addSession(
  client: pg.Client,
  id: string,
  token: string,
  of: { readonly person?: string; readonly enterprise?: string },
): Promise<void> {
  await client.query(
    `insert into accounts (tenant_id, id, login, kind, person_id, enterprise_id, password_changed_at, created_at)
     values ($1, $2, $3, $4, $5, $6, now(), now())`,
    [TENANT, `account-${id}`, id, of.person ? 'official' : 'enterprise', of.person ?? null, of.enterprise ?? null],
  );
  await client.query(
    `insert into sessions (tenant_id, token_hash, account_id, post_id, created_at, expires_at)
     values ($1, $2, $3, $4, now(), now() + interval '6 hours')`,
    [TENANT, createHash('sha256').update(token).digest('hex'), `account-${id}`, of.person ?? null],
  );
}
