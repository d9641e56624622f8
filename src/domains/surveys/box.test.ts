import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { boxSheets, boxText, dropIn, type Sheet } from './box.ts';

/** Random bytes that a test can repeat. */
function seeded(seed: string): (size: number) => Uint8Array {
  let count = 0;
  return (size) => {
    count += 1;
    return createHash('sha256').update(`${seed} ${count}`).digest().subarray(0, size);
  };
}
const sheet = (grade: number): Sheet => ({ stratum: '全部', answers: { overall: grade } });
const filled = (count: number, seed: string): readonly Sheet[] => {
  const random = seeded(seed);
  let box: readonly Sheet[] = [];
  for (let at = 0; at < count; at += 1) box = dropIn(box, sheet(at), random);
  return box;
};

describe('the box of a survey', () => {
  it('keeps every answer and loses the order: the last one may lie anywhere', () => {
    const places = Array.from({ length: 400 }, (_, seed) => {
      const box = filled(8, `s${seed}`);
      expect(new Set(box.map((each) => each.answers.overall)).size).toBe(8);
      return box.findIndex((each) => each.answers.overall === 7);
    });
    const counts = Array.from({ length: 8 }, (_, place) => places.filter((each) => each === place).length);
    for (const count of counts) {
      expect(count).toBeGreaterThan(20);
      expect(count).toBeLessThan(90);
    }
  });
  it('has a length that does not tell what was put in last', () => {
    const long: Sheet = { stratum: '全部', answers: { overall: 1, words: '办理太慢，跑了四趟' } };
    const before = filled(30, 'a');
    const lengths = [sheet(5), long].map((each) => Buffer.byteLength(boxText([...before, each])));
    expect(new Set(lengths).size).toBe(1);
    expect((lengths[0] ?? 1) % 16_384).toBe(0);
    expect(boxSheets(boxText([long]))).toEqual([long]);
  });
});
