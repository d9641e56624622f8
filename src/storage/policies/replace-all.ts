import type pg from 'pg';
import type { MatchMark, MatchStore } from '#domains/policies';
import { copyInto, inTransaction } from '../in-transaction.ts';

type Matches = Parameters<MatchStore['replaceAll']>[2];

/** The lines of COPY for blocks of matches; codes and marks hold no sign that would need escaping. */
function* linesOf(matches: Matches, before: string, after: string): Generator<string> {
  for (const block of matches)
    yield block.map(({ enterprise, amount }) => `${before}${enterprise}\t${amount ?? '\\N'}${after}\n`).join('');
}

/** Where nobody had the clause, rows go in as they come. */
const addAll = (client: pg.ClientBase, tenant: string, clause: string, matches: Matches, at: string): Promise<void> => {
  const lines = linesOf(matches, `${tenant}\t${clause}\t`, `\t${at}`);
  return copyInto(
    client,
    'copy policy_matches (tenant_id, clause, enterprise_id, amount, decided_at) from stdin',
    lines,
  );
};

/** Whoever was told stays told; a match that went away and came back is told anew. */
async function putAll(
  client: pg.ClientBase,
  tenant: string,
  clause: string,
  matches: Matches,
  at: string,
): Promise<void> {
  await client.query('create temp table matched (enterprise_id text, amount bigint) on commit drop');
  await copyInto(client, 'copy matched from stdin', linesOf(matches, '', ''));
  await client.query('analyze matched');
  await client.query(
    `delete from policy_matches m where tenant_id = $1 and clause = $2
       and not exists (select from matched n where n.enterprise_id = m.enterprise_id)`,
    [tenant, clause],
  );
  await client.query(
    `insert into policy_matches (tenant_id, clause, enterprise_id, amount, decided_at)
     select $1, $2, n.enterprise_id, n.amount, $3 from matched n
     where not exists (select from policy_matches m where m.tenant_id = $1 and m.clause = $2
       and m.enterprise_id = n.enterprise_id and m.amount is not distinct from n.amount)
     on conflict (tenant_id, clause, enterprise_id) do update set amount = excluded.amount, decided_at = excluded.decided_at`,
    [tenant, clause, at],
  );
}

/** All matches of a clause and its mark in one transaction. */
export const replaceAll = (
  client: pg.ClientBase,
  tenant: string,
  mark: MatchMark,
  matches: Matches,
  now: number,
): Promise<void> =>
  inTransaction(client, 'begin', async () => {
    const { rows } = await client.query<{ some: boolean }>(
      'select exists (select from policy_matches where tenant_id = $1 and clause = $2) as some',
      [tenant, mark.clause],
    );
    await (rows[0]?.some ? putAll : addAll)(client, tenant, mark.clause, matches, new Date(now).toISOString());
    await putMarks(client, tenant, [mark]);
  });

/** What clauses were matched against, in place of what stood there. */
export async function putMarks(client: pg.ClientBase, tenant: string, marks: readonly MatchMark[]): Promise<void> {
  await client.query(
    `insert into policy_match_marks (tenant_id, clause, version, standing, day, facts_mark)
     select $1, r.clause, r.version, r.standing, r.day, r."factsMark"
     from jsonb_to_recordset($2::jsonb) r (clause text, version text, standing text, day date, "factsMark" bigint)
     on conflict (tenant_id, clause) do update set version = excluded.version, standing = excluded.standing,
       day = excluded.day, facts_mark = excluded.facts_mark`,
    [tenant, JSON.stringify(marks)],
  );
}
