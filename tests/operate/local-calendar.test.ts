import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf, toInstant } from '#kernel';
import type { MatterDetail } from '#platform/matters';
import { createTestSite, officialOf, type TestSite } from '#testing/site';
import { PACKS } from '../../src/main/city.ts';
import { offlineCommands } from '../../src/main/commands/offline-commands.ts';
import { HANDLER, handledAppeal, tempFolder } from './operate.fixture.ts';

const LOCAL = `overrides:
  - { day: 2026-09-09, kind: rest, reason: 建市纪念日, source: { document: 衢政办发〔2026〕1号, assumed: true } }
`;

describe('a day that a city takes off by itself', () => {
  const folder = tempFolder();
  let site: TestSite;
  const command = async (env: Record<string, string>): Promise<unknown> => {
    const found = offlineCommands.find((each) => each.name === 'calendar add');
    const call = { args: ['2026-09-07', '5'], options: {}, json: true, env, print: () => {} };
    return (await found?.run(call))?.json;
  };
  beforeAll(async () => {
    cpSync(PACKS, folder.path, { recursive: true });
    mkdirSync(join(folder.path, 'quzhou/calendar'), { recursive: true });
    writeFileSync(join(folder.path, 'quzhou/calendar/local.yaml'), LOCAL);
    site = await createTestSite([HANDLER], Date.parse('2026-09-07T09:00:00+08:00'), folder.path);
  });
  afterAll(async () => {
    await site?.[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  it('moves what the command line counts', async () => {
    expect(await command({})).toBe('2026-09-14');
    expect(await command({ PACKS_DIR: folder.path })).toBe('2026-09-15');
  });

  it('and the deadline of a matter', async () => {
    const { id } = await handledAppeal(site, '双回路用电');
    const { clocks } = await site.call<MatterDetail>(officialOf(site.city, HANDLER), 'matters.get', { id });
    const answer = clocks.find((each) => each.name === 'answer');
    expect(dayOf(toInstant(answer?.fireAt ?? 0))).toBe('2026-09-15');
  });
});
