import { sql } from 'kysely';
import type { DueDelivery, LoggedDelivery, Outcome, Subscription, WebhookStore } from '#platform/webhooks';
import type { Database, Databases } from '../database.ts';

const at = (ms: number | null) => (ms === null ? sql`null::timestamptz` : sql`to_timestamp(${ms} / 1000.0)`);

/** Subscriptions and what is on its way to them; deliveries live by the wall clock, also in a demo. */
export function createWebhookStore({ system }: Pick<Databases, 'system'>): WebhookStore {
  return {
    list: async (tenant) => {
      const { rows } = await sql<Subscription>`
        select id, url, title, topics, failures, disabled_at as "disabledAt", disabled_why as "disabledWhy",
          created_at as "createdAt"
        from webhook_subscriptions where tenant_id = ${tenant} order by created_at, id`.execute(system);
      return rows;
    },
    add: async (tenant, { id, url, title, topics, secret, by }, now) => {
      await sql`insert into webhook_subscriptions (tenant_id, id, url, title, topics, secret_cipher, created_by, created_at)
        values (${tenant}, ${id}, ${url}, ${title}, ${topics as string[]}, ${secret}, ${by}, ${at(now)})`.execute(
        system,
      );
    },
    remove: (tenant, id) => remove(system, tenant, id),
    enable: (tenant, id) =>
      touched(
        system,
        sql`update webhook_subscriptions set disabled_at = null, disabled_why = null, failures = 0
        where tenant_id = ${tenant} and id = ${id}`,
      ),
    disable: async (tenant, id, why, now) => {
      await sql`update webhook_subscriptions set disabled_at = ${at(now)}, disabled_why = ${why}
        where tenant_id = ${tenant} and id = ${id} and disabled_at is null`.execute(system);
    },
    fanOut: async (tenant, messages, now, subscription) => {
      const { numAffectedRows } = await sql`insert into webhook_deliveries
          (tenant_id, id, subscription_id, message_id, topic, body, next_at, created_at)
        select s.tenant_id, m.id || '.' || s.id, s.id, m.id, m.topic, m.body, ${at(now)}, ${at(now)}
        from webhook_subscriptions s
        join jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) m (id text, topic text, body text) on m.topic = any(s.topics)
        where s.tenant_id = ${tenant} and s.disabled_at is null
          and (${subscription ?? null}::text is null or s.id = ${subscription ?? ''})
        on conflict do nothing`.execute(system);
      return Number(numAffectedRows ?? 0);
    },
    take: (tenant, now, until, limit) => take(system, tenant, now, until, limit),
    succeeded: (tenant, delivery, outcome, now) => succeeded(system, tenant, delivery, outcome, now),
    failed: (tenant, delivery, outcome, nextAt) => failed(system, tenant, delivery, outcome, nextAt),
    deliveries: async (tenant, subscription, { after, limit }) => {
      const { rows } = await sql<LoggedDelivery>`
        select id, topic, message_id as message, attempts, next_at as "nextAt", delivered_at as "deliveredAt",
          last_status as "lastStatus", last_error as "lastError", last_ms as "lastMs", created_at as "createdAt"
        from webhook_deliveries d where tenant_id = ${tenant} and subscription_id = ${subscription}
          and (${after ?? null}::text is null or (created_at, id) < (select l.created_at, l.id from webhook_deliveries l
            where l.tenant_id = ${tenant} and l.id = ${after ?? ''}))
        order by created_at desc, id desc limit ${limit}`.execute(system);
      return rows;
    },
    redeliver: (tenant, id, now) =>
      touched(
        system,
        sql`update webhook_deliveries set next_at = ${at(now)}, delivered_at = null
        where tenant_id = ${tenant} and id = ${id}`,
      ),
    forgetBefore: async (tenant, before) => {
      const { numAffectedRows } = await sql`delete from webhook_deliveries
        where tenant_id = ${tenant} and created_at < ${at(before)} and next_at is null`.execute(system);
      return Number(numAffectedRows ?? 0);
    },
  };
}

const touched = async (db: Database, statement: ReturnType<typeof sql>): Promise<boolean> =>
  ((await statement.execute(db)).numAffectedRows ?? 0n) > 0n;

/** What was still on its way goes too; the log of what arrived stays for its time. */
async function remove(db: Database, tenant: string, id: string): Promise<boolean> {
  return db.transaction().execute(async (inside) => {
    await sql`update webhook_deliveries set next_at = null, last_error = coalesce(last_error, '已取消')
      where tenant_id = ${tenant} and subscription_id = ${id} and next_at is not null`.execute(inside);
    return touched(inside, sql`delete from webhook_subscriptions where tenant_id = ${tenant} and id = ${id}`);
  });
}

async function take(
  db: Database,
  tenant: string,
  now: number,
  until: number,
  limit: number,
): Promise<readonly DueDelivery[]> {
  const { rows } = await sql<DueDelivery>`
    update webhook_deliveries d set next_at = ${at(until)}
    from (select w.id, s.url, s.secret_cipher from webhook_deliveries w
        join webhook_subscriptions s on s.tenant_id = w.tenant_id and s.id = w.subscription_id and s.disabled_at is null
        where w.tenant_id = ${tenant} and w.next_at <= ${at(now)} order by w.next_at limit ${limit}
        for update of w skip locked) due
    where d.tenant_id = ${tenant} and d.id = due.id
    returning d.id, d.subscription_id as subscription, d.message_id as message, d.body, d.attempts, due.url, due.secret_cipher as secret`.execute(
    db,
  );
  return rows;
}

async function succeeded(
  db: Database,
  tenant: string,
  { id, subscription }: DueDelivery,
  { status, ms }: Outcome,
  now: number,
) {
  await sql`update webhook_deliveries set attempts = attempts + 1, next_at = null, delivered_at = ${at(now)},
    last_status = ${status}, last_error = null, last_ms = ${ms} where tenant_id = ${tenant} and id = ${id}`.execute(db);
  await sql`update webhook_subscriptions set failures = 0
    where tenant_id = ${tenant} and id = ${subscription} and failures > 0`.execute(db);
}

async function failed(
  db: Database,
  tenant: string,
  { id, subscription }: DueDelivery,
  { status, error, ms }: Outcome,
  nextAt: number | null,
): Promise<number> {
  await sql`update webhook_deliveries set attempts = attempts + 1, next_at = ${at(nextAt)}, last_status = ${status},
    last_error = ${(error ?? '').slice(0, 300)}, last_ms = ${ms} where tenant_id = ${tenant} and id = ${id}`.execute(
    db,
  );
  const { rows } = await sql<{ failures: number }>`update webhook_subscriptions set failures = failures + 1
    where tenant_id = ${tenant} and id = ${subscription} returning failures`.execute(db);
  return rows[0]?.failures ?? 0;
}
