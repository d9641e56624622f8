import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FactDefinition } from './definition.ts';
import { cellReader } from './read-cell.ts';

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
  [fact('boolean'), undefined],
];

const plainCell = fc.oneof(
  fc.integer({ min: 0, max: 10_000_000_000_000 }).map(String),
  fc.integer({ min: 0, max: 99_999_999 }).map((value) => `0.${String(value).padStart(8, '0')}`),
  fc.stringMatching(/^0?\.?\d{0,13}$/),
  fc.stringMatching(/^[0-2]\d{3}-\d{2}-\d{2}$/),
  fc.constantFrom('是', '否', 't', 'f', ''),
);

/** A blank in front is taken off by the full reader, which thereby reads what the quick one would have. */
test('what is read at a glance is what the full reader reads', () => {
  fc.assert(
    fc.property(fc.constantFrom(...COLUMNS), plainCell, ([column, unit], text) => {
      const read = cellReader(column, { unit });
      expect(read(text)).toEqual(read(` ${text}`));
    }),
    { numRuns: 3000 },
  );
});
