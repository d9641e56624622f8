import { describe, expect, it } from 'vitest';
import type { Need } from '../../api/types/index.ts';
import { oneUnitOnce } from './one-unit-once.ts';

const needs: readonly Need[] = [
  { name: 'unit', title: '承办单位', type: 'unit', required: true },
  { name: 'co-units', title: '会办单位', type: 'units', required: false },
];

describe('the units of an assignment', () => {
  it('lose the co-handler who was made the one to handle it', () => {
    const values = { unit: 'housing', 'co-units': ['housing', 'land'] };
    expect(oneUnitOnce(needs, { unit: 'housing' }, values)).toEqual({ 'co-units': ['land'] });
  });
  it('stay as they are when something else is changed, or nobody stands twice', () => {
    const values = { unit: 'housing', 'co-units': ['housing', 'land'] };
    expect(oneUnitOnce(needs, { note: '急' }, values)).toEqual({});
    expect(oneUnitOnce(needs, { unit: 'water' }, values)).toEqual({});
    expect(oneUnitOnce(needs, { unit: 'water' }, { unit: 'water' })).toEqual({});
  });
});
