import { beforeAll, describe, expect, test } from 'vitest';
import { cellReader } from '#engines/registry';
import { isUscc } from '#kernel';
import { type City, loadCity, PACKS } from '../../main/city.ts';
import { growSheet, readSeeds } from './index.ts';

let city: City;
beforeAll(async () => {
  city = await loadCity(PACKS, 'quzhou', true);
});

const sheet = (from: number, to: number, seed = 1): string[][] => {
  const sections = new Map(city.pack.lists.industry?.items.map(({ code, parent }) => [code, parent ?? '']));
  const pieces = growSheet(
    {
      seeds: readSeeds(city.pack).enterprises,
      facts: city.facts.facts,
      codes: (list) => [...(city.lists.get(list)?.keys() ?? [])],
      sectionOf: (division) => sections.get(division) ?? 'C',
      year: 2026,
      seed,
    },
    from,
    to,
  );
  return [...pieces]
    .join('')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
};

describe('a city grown large', () => {
  test('gives the same enterprise for the same seed and number, wherever a batch begins', () => {
    const [heading, ...rows] = sheet(0, 40);
    expect(sheet(25, 40)).toEqual([heading, ...rows.slice(25)]);
    expect(sheet(0, 40, 2)).not.toEqual([heading, ...rows]);
  });

  test('has a valid code for each, no two alike, and cells that an import can read', () => {
    const [heading = [], ...rows] = sheet(0, 1500);
    expect(new Set(rows.map((each) => each[0])).size).toBe(rows.length);
    expect(rows.every((each) => isUscc(each[0] ?? ''))).toBe(true);
    for (const [at, name] of heading.entries()) {
      const fact = city.facts.named(name);
      if (!fact || fact.type === 'code') continue;
      const read = cellReader(fact);
      for (const row of rows.slice(0, 300))
        expect(typeof (read(row[at] ?? '') ?? ''), `${name} ${row[at]}`).toBe('string');
    }
  });

  test('leaves 5 to 30 % of a fact unknown, and has many small firms for each large one', () => {
    const [heading = [], ...rows] = sheet(0, 4000);
    const revenue = heading.indexOf('上年营业收入');
    const unknown = rows.filter((each) => each[revenue] === '').length / rows.length;
    expect(unknown).toBeGreaterThan(0.03);
    expect(unknown).toBeLessThan(0.33);
    const known = rows.flatMap((each) => (each[revenue] ? [Number.parseFloat(each[revenue])] : []));
    const mean = known.reduce((sum, each) => sum + each, 0) / known.length;
    const median = known.toSorted((a, b) => a - b)[Math.floor(known.length / 2)] ?? 0;
    expect(median * 4).toBeLessThan(mean);
  });
});
