import { describe, expect, it } from 'vitest';
import { writtenDay } from './written-day.ts';

describe('a day as people write it', () => {
  it.each(['2026-03-01', '2026/3/1', '2026.3.01', '2026年3月1日', '20260301', '2026-03-01 00:00:00', ' ２０２６-3-1 '])(
    'reads %s',
    (text) => expect(writtenDay(text)).toBe('2026-03-01'),
  );
  it.each(['2026-11', '202611', '2026年11月', '2026-02-30', '2026-13-01', '3月1日', '', '46082'])(
    'takes %s for no day',
    (text) => expect(writtenDay(text)).toBeUndefined(),
  );
});
