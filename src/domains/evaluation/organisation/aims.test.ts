import { describe, expect, it } from 'vitest';
import { flagsOf } from './aims.ts';

const measure = (more: object = {}) => ({
  id: 'm',
  aim: 'a',
  text: '压减接电环节',
  unit: 'qz-power',
  person: 'p1',
  due: '2026-12-31',
  ...more,
});
const flags = (...measures: ReturnType<typeof measure>[]) =>
  flagsOf({ id: 'a' }, measures, '2026-10-01', new Set(['p1']));

describe('a target rank', () => {
  it('is flagged without a measure', () => {
    expect(flags()).toEqual(['没有措施']);
    expect(flags(measure({ aim: 'other' }))).toEqual(['没有措施']);
  });
  it('is flagged where a measure has nobody who answers for it', () => {
    expect(flags(measure(), measure({ person: null }))).toEqual(['没有责任人']);
  });
  it('is flagged when who answered for it holds no post any more', () => {
    expect(flags(measure(), measure({ person: 'gone' }))).toEqual(['责任人已离任']);
  });
  it('is flagged once all its measures are past their day', () => {
    expect(flags(measure({ due: '2026-09-30' }))).toEqual(['措施已过期']);
    expect(flags(measure({ due: '2026-09-30' }), measure())).toEqual([]);
  });
});
