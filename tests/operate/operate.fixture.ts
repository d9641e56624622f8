import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalCommand, LocalResult } from '#entrypoints/cli';
import type { MatterDetail } from '#platform/matters';
import { enterpriseActor, type Official, officialOf, type TestSite } from '#testing/site';
import { siteCommands } from '../../src/main/commands/site-commands.ts';

export const DISPATCHER: Official = { id: 'p-dispatch', unit: 'longyou-biz-office', role: 'dispatcher' };
export const HANDLER: Official = { id: 'p-handle', unit: 'longyou-power', role: 'liaison' };
const ENTERPRISE = '91330825MA000000XX';

export function tempFolder() {
  const path = mkdtempSync(join(tmpdir(), 'clearway-operate-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Files an appeal and has it assigned and signed. */
export async function handledAppeal(site: TestSite, title: string): Promise<MatterDetail> {
  const { id } = await site.call<MatterDetail>(enterpriseActor(ENTERPRISE), 'matters.open', {
    loop: 'appeal',
    channel: 'portal',
    region: '330825',
    enterprise: ENTERPRISE,
    fields: { title, body: '第一行\n第二行\t制表符\\反斜杠' },
  });
  const assign = { id, move: 'assign', unit: HANDLER.unit };
  await site.call(officialOf(site.city, DISPATCHER), 'matters.move', assign);
  return site.call<MatterDetail>(officialOf(site.city, HANDLER), 'matters.move', { id, move: 'sign' });
}

/** The key of test sites. */
export const TEST_KEY = '07'.repeat(32);

/** Runs one command of the command line against a database, as `clearway NAME ARGS` would. */
export async function runCommand(
  name: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  options: Readonly<Record<string, string | boolean>> = {},
): Promise<LocalResult> {
  const command: LocalCommand | undefined = siteCommands.find((each) => each.name === name);
  if (!command) throw new Error(`no command ${name}`);
  return (
    (await command.run({ args, options, json: true, env: { CONTENT_KEY: TEST_KEY, ...env }, print: () => {} })) ?? {}
  );
}
