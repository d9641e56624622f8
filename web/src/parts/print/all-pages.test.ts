import { describe, expect, it } from 'vitest';
import type { MatterPage, MatterRow } from '../../api/types/index.ts';
import { allPages, MOST_PRINTED } from './all-pages.ts';

/** A list of so many, in pages of 200. */
const list = (count: number, broken = Number.POSITIVE_INFINITY) => {
  const asked: (string | undefined)[] = [];
  const read = (after: string | undefined): MatterPage | undefined => {
    asked.push(after);
    const from = Number(after ?? 0);
    if (from >= broken) return undefined;
    const to = Math.min(count, from + 200);
    const items = Array.from({ length: to - from }, (_, at) => ({ id: String(from + at) }) as MatterRow);
    return { items, ...(to < count && { next: String(to) }) };
  };
  return { read, asked };
};

describe('a list on paper', () => {
  it('holds every row that was found, in order', () => {
    const { rows, cut } = allPages(list(474).read);
    expect(rows.map((row) => row.id)).toEqual(Array.from({ length: 474 }, (_, at) => String(at)));
    expect(cut).toBe(false);
  });

  it('ends at the bound and says so, having asked for no more than it needs', () => {
    const { read, asked } = list(100_000);
    const { rows, cut } = allPages(read);
    expect(rows).toHaveLength(MOST_PRINTED);
    expect(cut).toBe(true);
    expect(asked).toHaveLength(MOST_PRINTED / 200);
    expect(allPages(list(MOST_PRINTED).read)).toMatchObject({ cut: false });
  });

  it('does not pass for the whole when a page could not be had', () => {
    const { rows, cut } = allPages(list(474, 200).read);
    expect(rows).toHaveLength(200);
    expect(cut).toBe(true);
  });

  it('of nothing is empty', () => {
    expect(allPages(list(0).read)).toEqual({ rows: [], cut: false });
  });
});
