import { expect, it } from 'vitest';
import { filterWords } from './filter-words.ts';

it('tells on paper what the list was narrowed to, in words, and nothing that is only a code', () => {
  const lists = {
    region: [{ code: '330825', title: '龙游县' }],
    'appeal-category': [{ code: 'power', title: '用电' }],
  };
  expect(filterWords({ lamp: 'overdue', region: '330825', category: 'power', sort: 'due', holder: 'u-1' }, lists)).toBe(
    '超期、龙游县、用电',
  );
  expect(filterWords({ q: '停电', openedFrom: '2026-10-01' }, {})).toBe('搜索“停电”、2026-10-01起收到');
  expect(filterWords({}, lists)).toBe('');
});
