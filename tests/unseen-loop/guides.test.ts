import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ACTS, LoopDefinition } from '#engines/matters';
import { runHere } from './command-line.ts';
import { blocksOf, guide } from './guide.ts';
import { packsWithNewLoop } from './packs.ts';

const text = guide('add-a-loop.md');
const file = (path: string): string => readFileSync(new URL(`pack/${path}`, import.meta.url), 'utf8');

/** Every name of a property anywhere in the shape of a loop. */
function keysIn(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(keysIn);
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties, ...rest } = schema as { properties?: Record<string, unknown> };
  return [...Object.keys(properties ?? {}), ...Object.values({ ...properties, ...rest }).flatMap(keysIn)];
}

describe('the guide “add a loop”', () => {
  it('quotes the loop and the list that really run', () => {
    const sources = file('loops/joint-acceptance.yaml') + file('lists/works-kind.yaml');
    const quoted = blocksOf(text).filter((each) => each.language === 'yaml');
    expect(quoted.length).toBeGreaterThan(8);
    for (const each of quoted) expect(sources).toContain(each.text);
  });

  it('explains every key that a loop may have, and every act', () => {
    const keys = [...new Set(keysIn(z.toJSONSchema(LoopDefinition, { io: 'input' })))];
    expect(keys.length).toBeGreaterThan(60);
    expect(keys.filter((each) => !new RegExp(`[\`{ ]${each}[\`: ]`).test(text))).toEqual([]);
    expect(ACTS.filter((each) => !text.includes(`\`${each}\``))).toEqual([]);
  });

  it('shows what the check really says', async () => {
    await using packs = await packsWithNewLoop();
    await packs.change('to: fixing\n', 'to: fixng\n');
    const said = blocksOf(text).find((each) => each.language === 'text');
    expect((await runHere(['check', packs.folder])).stdout.trim()).toBe(said?.text);
  });
});
