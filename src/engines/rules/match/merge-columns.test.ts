import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FactDeclaration, Facts } from '#language';
import { filledFrom, patchColumn } from './merge-columns.ts';
import { type CodeColumn, type Column, factAt, type Population, populationOf } from './population.ts';

const FACTS: readonly FactDeclaration[] = [
  { name: '规模', type: 'string' },
  { name: '营收', type: 'money' },
  { name: '占比', type: 'percent' },
  { name: '成立', type: 'date' },
  { name: '高企', type: 'boolean' },
];
const record = fc.record({
  规模: fc.constantFrom('大', '中', '小', null),
  营收: fc.constantFrom(100, 9_000_000_000_000, -3, null),
  占比: fc.constantFrom(0.5, 0.0625, 3, null),
  成立: fc.constantFrom('1999-01-01', '2026-06-30', null),
  高企: fc.constantFrom(true, false, null),
});

const factsOf = ({ size, columns }: Population): readonly Facts[] =>
  Array.from({ length: size }, (_, row) =>
    Object.fromEntries([...columns].map(([name, column]) => [name, factAt(column, row)])),
  );

describe('columns of which some rows are read anew', () => {
  test('say what columns would say that are made of everything anew', () => {
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 12 }),
        fc.uniqueArray(fc.tuple(fc.nat(11), record), { selector: ([row]) => row, maxLength: 6 }),
        (before, changes) => {
          const changed = changes.filter(([row]) => row < before.length);
          const old = populationOf(before as Facts[], FACTS);
          const fresh = populationOf(
            changed.map(([, one]) => one as Facts),
            FACTS,
          );
          const rows = Int32Array.from(changed, ([row]) => row);
          const kept = factsOf(old);
          const columns = [...old.columns].map(
            ([name, column]) => [name, patchColumn(column, rows, fresh.columns.get(name) as Column)] as const,
          );
          const after = before.map((one, row) => changed.find(([at]) => at === row)?.[1] ?? one);
          const exact = (all: readonly Facts[]) => JSON.stringify(all, (_, v) => (typeof v === 'bigint' ? `${v}n` : v));
          const wanted = factsOf(populationOf(after as Facts[], FACTS));
          // A percentage over another scale is the same share: compared as numbers.
          expect(shares(factsOf({ size: old.size, columns: new Map(columns) }))).toEqual(shares(wanted));
          expect(exact(factsOf(old)), 'whoever counts over the old ones is not disturbed').toEqual(exact(kept));
        },
      ),
    );
  });

  test('are the same columns where nothing differs', () => {
    const { columns } = populationOf([{ 规模: '大', 营收: 5, 占比: 0.5, 成立: '2026-01-01', 高企: true }], FACTS);
    for (const column of columns.values()) expect(patchColumn(column, Int32Array.of(0), column)).toBe(column);
  });

  test('what one does not know another fills in', () => {
    const own = populationOf([{ 规模: '大' }, { 规模: null }, {}], FACTS).columns.get('规模') as CodeColumn;
    const other = populationOf([{ 规模: '小' }, { 规模: '小' }, {}], FACTS).columns.get('规模') as CodeColumn;
    const filled = filledFrom(own, other);
    expect([0, 1, 2].map((row) => factAt(filled, row))).toEqual(['大', '小', null]);
  });
});

/** Ratios as numbers, so that 1/2 and 8/16 are one. */
const shares = (all: readonly Facts[]) =>
  all.map((facts) =>
    Object.fromEntries(
      Object.entries(facts).map(([name, value]) => {
        const ratio = value as { readonly n: bigint; readonly d: bigint } | null;
        return [name, typeof ratio === 'object' && ratio && 'n' in ratio ? Number(ratio.n) / Number(ratio.d) : value];
      }),
    ),
  );
