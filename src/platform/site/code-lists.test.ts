import { expect, it } from 'vitest';
import { day, systemCall } from '#kernel';
import { codeListOperations } from './code-lists.ts';

const items = [
  { code: 'C', title: '制造业' },
  { code: '13', title: '农副食品加工业', parent: 'C' },
  { code: '131', title: '谷物磨制', parent: '13' },
  { code: '14', title: '食品制造业', parent: 'C' },
];
const industry = {
  list: 'industry',
  title: '行业',
  source: { title: '国标', date: day('2017-10-01') },
  open: true,
  items,
};
const [, codes, credit] = codeListOperations({
  lists: () => ({ industry, region: { list: 'region', title: '区划', items: [{ code: '440300', title: '深圳市' }] } }),
});
const call = systemCall('t', 0, 'r');

it('a list is read level by level, page by page, and searched through all levels', async () => {
  const read = async (asked: object) =>
    codes?.handle(call, codes.input.parse({ list: 'industry', ...asked }) as never) as Promise<{
      items: readonly { code: string; below: number; above: readonly string[] }[];
      next?: string;
      found: number;
    }>;
  expect(await read({})).toMatchObject({
    open: true,
    codes: 4,
    items: [{ code: 'C', below: 2 }],
    source: { title: '国标' },
  });
  const first = await read({ under: 'C', limit: 1 });
  expect(first).toMatchObject({ path: [{ code: 'C' }], items: [{ code: '13', below: 1 }], found: 2, next: '13' });
  const rest = await read({ under: 'C', limit: 1, after: first.next });
  expect([rest.items.map(({ code }) => code), rest.next]).toEqual([['14'], undefined]);
  expect(await read({ q: '13' })).toMatchObject({ found: 2, items: [{ above: ['制造业'] }, { code: '131' }] });
  expect((await read({ q: '食品' })).items.map(({ code }) => code)).toEqual(['13', '14']);
  await expect(read({ list: 'constructor' })).rejects.toThrow('没有这张代码表');
});

it('a credit code is taken apart', async () => {
  expect(await credit?.handle(call, { code: '91440300708461136t' } as never)).toMatchObject({
    authority: '工商（市场监管）',
    category: '企业',
    region: { code: '440300', title: '深圳市' },
  });
});
