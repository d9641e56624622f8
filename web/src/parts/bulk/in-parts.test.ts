import { describe, expect, it } from 'vitest';
import { inParts, type Outcome, unsettled } from './in-parts.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];

describe('many at once', () => {
  it('go in parts, each heard of as it comes, in order and once', async () => {
    const sent: (readonly string[])[] = [];
    const heard: Outcome[] = [];
    await inParts(
      ids,
      2,
      async (part) => {
        sent.push(part);
        return part.map((id) => ({ id, ok: id !== 'c', ...(id === 'c' && { problem: '已经办结' }) }));
      },
      (results) => heard.push(...results),
    );
    expect(sent).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(heard.map((each) => each.id)).toEqual(ids);
    expect(heard.find((each) => !each.ok)).toEqual({ id: 'c', ok: false, problem: '已经办结' });
  });

  it('keep what was settled when the connection is lost, and the next try sends only the rest', async () => {
    const heard: Outcome[] = [];
    const send = async (part: readonly string[]) => {
      if (part.includes('c')) throw new Error('offline');
      return part.map((id) => ({ id, ok: true }));
    };
    await expect(inParts(ids, 2, send, (results) => heard.push(...results))).rejects.toThrow('offline');
    expect(unsettled(ids, heard)).toEqual(['c', 'd', 'e']);
  });
});
