import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, type Databases, openDatabases, readAs } from '#storage';
import { createMigratedDatabase, type TestDatabase } from '#testing/database';

// Two cities; in the first, one matter of each of two units and of one enterprise. Whoever reads is unit u1 of city a.
let database: TestDatabase;
let databases: Databases;

const OWN = { tenant: 'a', principals: ['person:p1', 'unit:u1', 'role:handler'] };
const MATTERS = [
  ['a', 'm1', 'unit:u1'],
  ['a', 'm2', 'unit:u2'],
  ['a', 'm3', 'enterprise:e1'],
  ['b', 'm9', 'unit:u1'],
] as const;

beforeAll(async () => {
  database = await createMigratedDatabase();
  databases = openDatabases({ url: database.url, connections: 4 });
  for (const [tenant, id, principal] of MATTERS) await plant(databases.system, tenant, id, principal);
  for (const tenant of ['a', 'b'])
    await sql`insert into people (tenant_id, id, name, phone_cipher, created_at)
      values (${tenant}, 'p1', '张三', '\\x00', now())`.execute(databases.system);
});
afterAll(async () => {
  await databases.close();
  await database.drop();
});

async function plant(db: Database, tenant: string, id: string, principal: string): Promise<void> {
  const document = {
    matter: {
      ...{ id, number: id, loop: 'appeal', version: 'v', status: 'filed', closed: false, seq: 1, head_hash: 'h' },
      ...{ state: {}, opened_at: 0, updated_at: 0, flags: [], tags: [], waiting_on: [] },
      ...{ breached: false, suspended: false, provisional: false },
    },
    events: [{ seq: 1, at: 0, type: 'opened', actor: 'x', unit: null, command_id: 'c', data: {}, prev: '', hash: 'h' }],
    contents: [{ id: `c-${id}`, kind: 'body', cipher: 'aa', salt: 'bb', commitment: 'cc', retain_until: null }],
    access: [{ principal, why: 'test' }],
    clocks: [{ clock: 'respond', fire_at: 1, next_rung_at: 1, next_rung: 'r', running: true }],
    ...{ revoked: [], outbox: [], command: null, tokens: ['secret'], now: 0 },
  };
  await sql`select clearway_write_step(${tenant}, ${JSON.stringify(document)}::jsonb)`.execute(db);
  await sql`insert into rungs_fired values (${tenant}, ${id}, 'respond', 1, 'r', now())`.execute(db);
  await sql`insert into inbox (tenant_id, id, principal, at, matter_id, kind, text)
    values (${tenant}, ${`i-${id}`}, ${principal}, now(), ${id}, 'matter', 'x')`.execute(db);
  await sql`insert into files (tenant_id, id, matter_id, name_cipher, type, size, sha256, bytes_cipher, scan, uploaded_by, uploaded_at)
    values (${tenant}, ${`f-${id}`}, ${id}, '\\x00', 'text/plain', 1, 'x', '\\x00', 'clean', 'x', now())`.execute(db);
}

const read = <Row>(query: string, who = OWN): Promise<readonly Row[]> =>
  readAs(databases, who, async (db) => (await sql<Row>`${sql.raw(query)}`.execute(db)).rows);
const idsOf = async (query: string, who = OWN): Promise<readonly string[]> =>
  (await read<{ id: string }>(query, who)).map((each) => each.id).sort();

describe('a query without any condition of its own', () => {
  test.each(['events', 'contents', 'search_tokens', 'clocks', 'rungs_fired', 'files', 'inbox', 'access'])(
    'reads of %s only what belongs to matters that the reader may see',
    async (table) => {
      expect(await idsOf(`select matter_id as id from ${table}`)).toEqual(['m1']);
    },
  );

  test('reads only the matters that the reader may see', async () => {
    expect(await idsOf('select id from matters')).toEqual(['m1']);
    expect(await idsOf("select id from matters where tenant_id = 'b' or id in ('m2', 'm3', 'm9')")).toEqual([]);
    expect(await idsOf('select id from matters', { tenant: 'a', principals: ['enterprise:e1'] })).toEqual(['m3']);
    expect(await idsOf('select id from matters', { tenant: 'b', principals: OWN.principals })).toEqual(['m9']);
  });

  test('reads nothing for somebody without principals', async () => {
    expect(await idsOf('select id from matters', { tenant: 'a', principals: [] })).toEqual([]);
    expect(await idsOf('select name as id from people', { tenant: 'a', principals: [] })).toEqual([]);
  });

  test('reads the people of the own city only, and no phone', async () => {
    expect(await read('select tenant_id, name from people')).toEqual([{ tenant_id: 'a', name: '张三' }]);
    await expect(read('select phone_cipher from people')).rejects.toThrow(/permission denied/);
  });

  test('search and comparison by words find only what the reader may see', async () => {
    expect(await idsOf("select matter_id as id from clearway_search('secret'::tsquery, 100)")).toEqual(['m1']);
    const similar = `select matter_id as id from clearway_similar('{secret}', '{1}', '{appeal}', 100)`;
    expect(await idsOf(similar)).toEqual(['m1']);
  });

  test('joins, counts and functions over hidden rows give nothing away', async () => {
    expect(await read('select count(*) as n, max(id) as last from matters')).toEqual([{ n: 1, last: 'm1' }]);
    expect(await read("select 1 from matters m join events e on e.matter_id = m.id where m.id = 'm2'")).toEqual([]);
    // A condition that would cry out what it sees is asked only about rows that are visible.
    expect(await idsOf('select id from matters where 1 / (case id when $$m2$$ then 0 else 1 end) = 1')).toEqual(['m1']);
  });
});

describe('SQL that slipped into a query of the reading role', () => {
  const forge = (settings: Readonly<Record<string, string>>) =>
    readAs(databases, OWN, async (db) => {
      for (const [name, value] of Object.entries(settings))
        await sql`select set_config(${`clearway.${name}`}, ${value}, true)`.execute(db);
      const matters = await sql<{ id: string }>`select id from matters`.execute(db);
      const found = await sql<{ id: string }>`
        select matter_id as id from clearway_search('secret'::tsquery, 100)`.execute(db);
      const people = await sql<{ id: string }>`select name as id from people`.execute(db);
      return [...matters.rows, ...found.rows, ...people.rows].map((each) => each.id);
    });

  test.each([
    ['the principals of another unit', { principals: 'unit:u2' }],
    ['the principals of an auditor beside its own', { principals: `${OWN.principals.join(',')},role:auditor` }],
    ['another city', { tenant: 'b' }],
    ['another proof', { proof: 'f'.repeat(64) }],
    ['no proof', { proof: '' }],
    ['a boundary moved between tenant and principals', { tenant: 'a\nperson:p1', principals: 'unit:u1,role:handler' }],
  ])('cannot forge %s: whoever is not vouched for sees nothing', async (_what, settings) => {
    expect(await forge(settings)).toEqual([]);
  });

  test('cannot reuse the vouching of the transaction before', async () => {
    await read('select 1');
    const { rows } = await sql`select id from matters`.execute(databases.app);
    expect(rows).toEqual([]);
  });

  test('a comma inside a name does not make it two', async () => {
    expect(await idsOf('select id from matters', { tenant: 'a', principals: ['enterprise:x,unit:u2'] })).toEqual([]);
  });

  test('cannot read the key that vouches, neither as the reading nor as the writing role', async () => {
    await expect(read('select * from wall_keys')).rejects.toThrow(/permission denied/);
    await expect(sql`select * from wall_keys`.execute(databases.system)).rejects.toThrow(/permission denied/);
  });

  test('cannot put a function or a type of its own before those that check', async () => {
    await expect(read('create function public.sha256(bytea) returns bytea language sql return $1')).rejects.toThrow(
      /permission denied/,
    );
    const shadowed = await readAs(databases, OWN, async (db) => {
      await sql`create temporary table wall_keys (inner_pad bytea, outer_pad bytea) on commit drop`.execute(db);
      await sql`insert into pg_temp.wall_keys values ('', '')`.execute(db);
      const proof = sql`encode(sha256(sha256(convert_to('a' || chr(10) || 'unit:u2', 'UTF8'))), 'hex')`;
      await sql`select set_config('search_path', 'pg_temp, public', true), set_config('clearway.principals', 'unit:u2', true),
        set_config('clearway.proof', ${proof}, true)`.execute(db);
      return (await sql`select id from matters`.execute(db)).rows;
    });
    expect(shadowed).toEqual([]);
  });

  test.each([
    "insert into matters (tenant_id, id) values ('a', 'x')",
    "update matters set status = 'x'",
    'delete from access',
    "insert into access values ('a', 'unit:u1', 'm2', 'appeal', now(), 'x')",
    "update events set actor = 'x'",
    'delete from audit_log',
    'select * from audit_log',
    'select clearway_write_step($$a$$, $${}$$)',
    'select clearway_take_step($$a$$, $${}$$)',
    'select * from tenants',
    'select * from accounts',
    'select * from visits',
    'create table mine (x int)',
  ])('is refused: %s', async (statement) => {
    await expect(read(statement)).rejects.toThrow(/permission denied/);
  });

  test('may add to the audit log of its own city only', async () => {
    const entry = (tenant: string) =>
      read(
        `insert into audit_log (tenant_id, id, at, actor, act) values ('${tenant}', '${randomUUID()}', now(), 'p1', 'x')`,
      );
    await expect(entry('a')).resolves.toEqual([]);
    await expect(entry('b')).rejects.toThrow(/row-level security/);
  });
});

describe('laying down the role', () => {
  const asWho = async (db: Database, statement: string): Promise<unknown> =>
    db.transaction().execute(async (inside) => {
      await sql.raw(statement).execute(inside);
      const { rows } = await sql<{ matters: number }>`select count(*) as matters from matters`.execute(inside);
      return rows[0]?.matters;
    });

  test.each(["select set_config('role', 'none', true)", 'reset role', 'set local role none'])(
    'gives the reading role nothing: %s',
    async (statement) => {
      expect(await asWho(databases.app, statement)).toBe(0);
      await expect(
        databases.app.transaction().execute(async (db) => {
          await sql.raw(statement).execute(db);
          await sql`select * from public.wall_keys`.execute(db);
        }),
      ).rejects.toThrow(/permission denied/);
    },
  );

  test('neither role can take the other, nor the owner', async () => {
    const { rows } = await sql<{ owner: string }>`select current_user as owner`.execute(databases.owner);
    for (const role of ['clearway_system', rows[0]?.owner ?? ''])
      await expect(asWho(databases.app, `set local role ${role}`)).rejects.toThrow(/permission denied/);
    await expect(asWho(databases.system, `set local role ${rows[0]?.owner}`)).rejects.toThrow(/permission denied/);
  });

  test('the writing role cannot rewrite history after laying itself down', async () => {
    await expect(
      databases.system.transaction().execute(async (db) => {
        await sql`reset role`.execute(db);
        await sql`update events set actor = 'x'`.execute(db);
      }),
    ).rejects.toThrow(/permission denied|row-level security/);
  });
});

describe('the role that runs commands', () => {
  test.each(['events', 'audit_log', 'audit_roots', 'rungs_fired'])(
    'cannot change or remove a row of %s',
    async (table) => {
      for (const statement of [`update ${table} set tenant_id = 'x'`, `delete from ${table}`, `truncate ${table}`])
        await expect(sql.raw(statement).execute(databases.system)).rejects.toThrow(/permission denied/);
    },
  );

  test('cannot switch the walls off', async () => {
    for (const statement of [
      'alter table matters disable row level security',
      'drop policy matters_entitled on matters',
    ])
      await expect(sql.raw(statement).execute(databases.system)).rejects.toThrow(/must be owner/);
  });
});

describe('the tables of every migration, also those to come', () => {
  type Privilege = { table: string; privilege: string; rls: boolean; policies: number };
  const privileges = async (role: string): Promise<readonly Privilege[]> =>
    (
      await sql<Privilege>`
        select c.relname as table, p.privilege, c.relrowsecurity as rls,
          (select count(*) from pg_policy y where y.polrelid = c.oid) as policies
        from pg_class c, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p(privilege)
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
          and (has_table_privilege(${role}, c.oid, p.privilege)
            or p.privilege <> 'DELETE' and p.privilege <> 'TRUNCATE' and has_any_column_privilege(${role}, c.oid, p.privilege))
        order by 1, 2`.execute(databases.owner)
    ).rows;

  test('whatever the reading role can read has row-level security and a policy', async () => {
    const readable = await privileges('clearway_app');
    expect(readable.length).toBeGreaterThan(10);
    expect(readable.filter((each) => !each.rls || each.policies === 0)).toEqual([]);
  });

  test('the reading role writes nothing but the audit log', async () => {
    const written = (await privileges('clearway_app')).filter((each) => each.privilege !== 'SELECT');
    expect(written.map(({ table, privilege }) => `${privilege} ${table}`)).toEqual(['INSERT audit_log']);
  });

  test('a table that a migration forgets to close is closed', async () => {
    await sql`create table forgotten (tenant_id text)`.execute(databases.owner);
    try {
      await expect(read('select * from forgotten')).rejects.toThrow(/permission denied/);
    } finally {
      await sql`drop table forgotten`.execute(databases.owner);
    }
  });

  test('functions that run as the owner are few, and those the reading role may call check for themselves', async () => {
    const { rows } = await sql<{ name: string }>`
      select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
        and has_function_privilege('clearway_app', oid, 'EXECUTE') order by 1`.execute(databases.owner);
    expect(rows.map((each) => each.name)).toEqual([
      'clearway_principals',
      'clearway_search',
      'clearway_sensitive_facts',
      'clearway_similar',
      'clearway_tenant',
    ]);
  });
});
