import { sql } from 'kysely';
import type {
  AuditEntry,
  AuditLog,
  OidcAttemptStore,
  SessionStore,
  SmsCodeStore,
  ThrottleStore,
} from '#platform/access';
import type { Database } from '../database.ts';
import { present } from './rows.ts';

const date = (at: number): Date => new Date(at);

type SessionRow = {
  readonly account_id: string;
  readonly post_id: string | null;
  readonly created_at: number;
  readonly expires_at: number;
};

export const sessionStore = (db: Database): SessionStore => ({
  add: async (tenant, { tokenHash, accountId, postId = null, createdAt, expiresAt }) => {
    await sql`insert into sessions (tenant_id, token_hash, account_id, post_id, created_at, expires_at)
      values (${tenant}, ${tokenHash}, ${accountId}, ${postId}, ${date(createdAt)}, ${date(expiresAt)})`.execute(db);
  },
  find: async (tenant, tokenHash) => {
    const { rows } = await sql<SessionRow>`select account_id, post_id, created_at, expires_at from sessions
      where tenant_id = ${tenant} and token_hash = ${tokenHash}`.execute(db);
    const row = rows[0];
    if (!row) return undefined;
    const { account_id: accountId, created_at: createdAt, expires_at: expiresAt, post_id: postId } = row;
    return { tokenHash, accountId, createdAt, expiresAt, ...present({ postId }) };
  },
  extend: async (tenant, tokenHash, expiresAt) => {
    await sql`update sessions set expires_at = greatest(expires_at, ${date(expiresAt)}::timestamptz)
      where tenant_id = ${tenant} and token_hash = ${tokenHash}`.execute(db);
  },
  setPost: async (tenant, tokenHash, postId) => {
    await sql`update sessions set post_id = ${postId} where tenant_id = ${tenant} and token_hash = ${tokenHash}`.execute(
      db,
    );
  },
  remove: async (tenant, tokenHash) => {
    await sql`delete from sessions where tenant_id = ${tenant} and token_hash = ${tokenHash}`.execute(db);
  },
  removeOthers: async (tenant, accountId, keep) => {
    await sql`delete from sessions
      where tenant_id = ${tenant} and account_id = ${accountId} and token_hash <> ${keep}`.execute(db);
  },
});

export const smsCodeStore = (db: Database): SmsCodeStore => ({
  put: async (tenant, phoneHash, { hash, expiresAt }) => {
    await sql`insert into sms_codes (tenant_id, phone_hash, code_hash, expires_at)
      values (${tenant}, ${phoneHash}, ${hash}, ${date(expiresAt)})
      on conflict (tenant_id, phone_hash)
      do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at, attempts = 0`.execute(db);
  },
  attempt: async (tenant, phoneHash) => {
    const { rows } = await sql<{ hash: string; expiresAt: number; attempts: number }>`
      update sms_codes set attempts = attempts + 1 where tenant_id = ${tenant} and phone_hash = ${phoneHash}
      returning code_hash as hash, expires_at as "expiresAt", attempts`.execute(db);
    return rows[0];
  },
  remove: async (tenant, phoneHash) => {
    await sql`delete from sms_codes where tenant_id = ${tenant} and phone_hash = ${phoneHash}`.execute(db);
  },
});

export const throttleStore = (db: Database): ThrottleStore => ({
  hit: async (tenant, key, { ms, now }) => {
    const { rows } = await sql<{ count: number; resetsAt: number }>`
      insert into throttles as t (tenant_id, key, count, resets_at)
      values (${tenant}, ${key}, 1, ${date(now + ms)})
      on conflict (tenant_id, key) do update set
        count = case when t.resets_at <= ${date(now)} then 1 else t.count + 1 end,
        resets_at = case when t.resets_at <= ${date(now)} then excluded.resets_at else t.resets_at end
      returning count, resets_at as "resetsAt"`.execute(db);
    return rows[0] ?? { count: 1, resetsAt: now + ms };
  },
});

export const oidcAttemptStore = (db: Database): OidcAttemptStore => ({
  put: async (tenant, stateHash, { nonce, verifier, to, expiresAt }) => {
    await sql`insert into oidc_attempts (tenant_id, state_hash, nonce, verifier, return_to, expires_at)
      values (${tenant}, ${stateHash}, ${nonce}, ${verifier}, ${to}, ${date(expiresAt)})`.execute(db);
  },
  take: async (tenant, stateHash) => {
    const { rows } = await sql<{ nonce: string; verifier: string; to: string; expiresAt: number }>`
      delete from oidc_attempts where tenant_id = ${tenant} and state_hash = ${stateHash}
      returning nonce, verifier, return_to as "to", expires_at as "expiresAt"`.execute(db);
    return rows[0];
  },
});

type AuditRow = {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly unit: string | null;
  readonly act: string;
  readonly object: string | null;
  readonly detail: NonNullable<AuditEntry['detail']>;
  readonly request_id: string | null;
  readonly actor_name: string | null;
  readonly unit_name: string | null;
  readonly object_name: string | null;
  readonly named: Readonly<Record<string, string>>;
};

export const auditLog = (db: Database): AuditLog => ({
  write: async (tenant, { id, at, actor, unit = null, act, object = null, detail = {}, requestId = null }) => {
    await sql`insert into audit_log (tenant_id, id, at, actor, unit, act, object, detail, request_id)
      values (${tenant}, ${id}, ${date(at)}, ${actor}, ${unit}, ${act}, ${object}, ${JSON.stringify(detail)}::jsonb,
        ${requestId})`.execute(db);
  },
  list: async (tenant, { act = null, actor = null, after = null, limit }) => {
    // An actor is a person, an account (of an enterprise), or whatever was typed as a login.
    const called = (id: string) => sql`coalesce(
        (select name from people where tenant_id = ${tenant} and id = ${sql.ref(id)}),
        (select coalesce(p.name, e.name) from accounts a
          left join people p on p.tenant_id = a.tenant_id and p.id = a.person_id
          left join enterprises e on e.tenant_id = a.tenant_id and e.id = a.enterprise_id
          where a.tenant_id = ${tenant} and a.id = ${sql.ref(id)}))`;
    const { rows } = await sql<AuditRow>`
      with page as materialized (
        select id, at, actor, unit, act, object, detail, request_id from audit_log
        where tenant_id = ${tenant} and (${after}::text is null or id < ${after})
          and (${act}::text is null or act = ${act})
          and (${actor}::text is null or actor = ${actor}
            or actor in (select id from people where tenant_id = ${tenant} and name = ${actor}
              union select coalesce(person_id, id) from accounts where tenant_id = ${tenant} and login = ${actor}))
        order by id desc limit ${limit})
      select page.*, ${called('page.actor')} actor_name,
        (select name from units where tenant_id = ${tenant} and id = page.unit) unit_name,
        coalesce(${called('page.object')},
          (select number from matters where tenant_id = ${tenant} and id = page.object),
          (select m.number from files f join matters m on m.tenant_id = f.tenant_id and m.id = f.matter_id
            where f.tenant_id = ${tenant} and f.id = page.object),
          (select title from documents where tenant_id = ${tenant} and id = page.object),
          (select name from units where tenant_id = ${tenant} and id = page.object),
          (select name from grids where tenant_id = ${tenant} and id = page.object),
          (select u.name || coalesce(' ' || p.title, '') from posts p
            join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
            where p.tenant_id = ${tenant} and p.id = page.object),
          (select title from webhook_subscriptions where tenant_id = ${tenant} and id = page.object),
          (select number from fund_batches where tenant_id = ${tenant} and id = page.object)) object_name,
        jsonb_strip_nulls(jsonb_build_object(
          'person', (select name from people where tenant_id = ${tenant} and id = page.detail ->> 'person'),
          'enterprise', (select name from enterprises where tenant_id = ${tenant} and id = page.detail ->> 'enterprise')
        )) named
      from page order by id desc`.execute(db);
    return rows.map(({ unit, object, request_id: requestId, ...row }) => {
      const { actor_name: actorName, unit_name: unitName, object_name: objectName, named, detail, ...entry } = row;
      return {
        ...entry,
        detail: { ...detail, ...named },
        ...present({ unit, object, requestId, actorName, unitName, objectName }),
      };
    });
  },
});
