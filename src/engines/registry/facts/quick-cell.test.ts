import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FactDefinition } from './definition.ts';
import { beginRow, endRow, newPacking, packedValue } from './packed-row.ts';
import { cellPacker, cellReader } from './read-cell.ts';
import { lineOf } from './table-line.ts';

const fact = (type: FactDefinition['type'], more: Partial<FactDefinition> = {}): FactDefinition => ({
  key: 'x',
  name: '数',
  type,
  group: 'g',
  owner: 'tax',
  sensitivity: 'open',
  freshDays: 30,
  ...more,
});

const COLUMNS: readonly (readonly [FactDefinition, string | undefined])[] = [
  [fact('money'), '元'],
  [fact('money'), '万元'],
  [fact('number', { unit: '人' }), undefined],
  [fact('number', { unit: '元/人' }), undefined],
  [fact('number', { unit: '千瓦时', decimals: 2 }), '万千瓦时'],
  [fact('percent'), undefined],
  [fact('percent'), '%'],
  [fact('date'), undefined],
  [fact('date', { past: true }), undefined],
  [fact('percent', { max: '100%' }), undefined],
  [fact('number', { max: '100' }), undefined],
  [fact('boolean'), undefined],
];

const plainCell = fc.oneof(
  fc.integer({ min: 0, max: 10_000_000_000_000 }).map(String),
  fc.integer({ min: 0, max: 99_999_999 }).map((value) => `0.${String(value).padStart(8, '0')}`),
  fc.stringMatching(/^0?\.?\d{0,13}$/),
  fc.stringMatching(/^[0-2]\d{3}-\d{2}-\d{2}$/),
  fc.constantFrom('是', '否', 't', 'f', ''),
);

test('what is read at a glance is what the full reader reads', () => {
  fc.assert(
    fc.property(fc.constantFrom(...COLUMNS), plainCell, ([column, unit], text) => {
      const packing = newPacking();
      const line = lineOf([text]);
      beginRow(packing, line, 1);
      const options = { unit, today: '2012-06-15' };
      const fault = cellPacker(column, options)(line.bytes, line.from, line.to, packing);
      expect(fault ?? packedValue(endRow(packing, ''), 0)).toEqual(cellReader(column, options)(text));
    }),
    { numRuns: 3000 },
  );
});
