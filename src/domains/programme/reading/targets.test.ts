import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findTargets } from './targets.ts';

const found = (text: string) =>
  findTargets(text).map(({ text: printed, comparator, value, upper, unit }) => [
    printed,
    comparator,
    value,
    ...(upper === undefined ? [] : [upper]),
    unit,
  ]);

it.each([
  ['实现涉企资金100%网上兑现', '100%', '=', 100, '%'],
  ['平均时长缩短到15个工作日以内', '15个工作日以内', '<=', 15, '工作日'],
  ['发展“专精特新”企业400家以上', '400家以上', '>=', 400, '家'],
  ['市场主体突破40万家', '40万家', '>=', 400_000, '家'],
  ['在保家庭不少于8500户', '8500户', '>=', 8500, '户'],
  ['不少于8,500户', '8,500户', '>=', 8500, '户'],
  ['余额确保4600亿元以上', '4600亿元以上', '>=', 4600e8, '元'],
  ['总额的40%以上面向中小微企业', '40%以上', '>=', 40, '%'],
  ['整治盘活低效建设用地1.2万亩', '1.2万亩', '>=', 12_000, '亩'],
  ['差错率不超过0.5%', '0.5%', '<=', 0.5, '%'],
  ['投诉率低于1%', '1%', '<', 1, '%'],
  ['满意率超过98%', '98%', '>', 98, '%'],
  ['三个工作日内办结', '三个工作日内', '<=', 3, '工作日'],
  ['办理时限压缩至3天', '3天', '<=', 3, '天'],
  ['筛选20个典型案例', '20个', '>=', 20, '个'],
])('%s', (text, printed, comparator, value, unit) => expect(found(text)).toEqual([[printed, comparator, value, unit]]));

it('reads a range, with or without a unit', () => {
  expect(found('力争新引进15—20个高层次人才')).toEqual([['15—20个', 'between', 15, 20, '个']]);
  expect(found('力争新引进15—20高层次人才')).toEqual([['15—20', 'between', 15, 20, '']]);
  expect(found('增长5%—8%')).toEqual([['5%—8%', 'between', 5, 8, '%']]);
});

it('says when the comparing word is a reading, and keeps the figure as printed', () => {
  expect(findTargets('招引市外员工10万人以上')[0]).toMatchObject({
    printed: { value: 10, unit: '万人' },
    clause: '招引市外员工10万人以上',
  });
  expect(findTargets('引进人才100人')[0]).toMatchObject({ implied: true });
  expect(findTargets('引进人才100人以上')[0]).not.toHaveProperty('implied');
});

it.each([
  '优化12345政府服务热线，推动110与12345热线联动',
  '推进5G通信建设，完善6+16+N图谱，充分发挥1+18+N机制',
  '实现线下“15分钟办事圈”，打造15分钟品质文化生活圈',
  '推广政务服务2.0平台，在线审批3.0，打造“三服务2.0版”',
  '到2027年底，2年内完成，2021年4月12日，6月底前',
  '强化企业问题“1、3、5”限时办理',
  '落实《第14号令100条》',
  '其他16个标杆指标力争实现争先进位',
  '位居第一方阵',
])('finds no target in: %s', (text) => expect(found(text)).toEqual([]));

const SENTENCES = [
  '兑现平均时长缩短到15个工作日以内',
  '实现涉企资金100%网上兑现，差错率不超过0.5%',
  '发展“专精特新”企业400家以上，市场主体突破40万家',
  '力争新引进15—20个高层次人才，增长5%—8%',
  '三个工作日内办结，在保家庭不少于8500户',
  '推进5G通信建设，打造15分钟品质文化生活圈，到2027年底完成',
] as const;
const wide = (text: string): string =>
  text.replace(/[0-9%.]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));

it('finds the same whatever spaces stand in it and in whichever width it is typed', () => {
  const bare = (text: string) => findTargets(text).map(({ start: _s, end: _e, ...each }) => each);
  fc.assert(
    fc.property(
      fc.constantFrom(...SENTENCES),
      fc.array(fc.tuple(fc.nat(80), fc.constantFrom(' ', '\u3000', '\u00a0'))),
      fc.boolean(),
      (sentence, spaces, isWide) => {
        const signs = [...sentence];
        // A space inside a figure would make two of it.
        const inFigure = (at: number) => /[\d.]/.test(signs[at - 1] ?? '') && /[\d.]/.test(signs[at] ?? '');
        const typed = signs
          .map(
            (sign, at) =>
              (inFigure(at)
                ? ''
                : spaces
                    .filter(([place]) => place === at)
                    .map(([, s]) => s)
                    .join('')) + sign,
          )
          .join('');
        const text = isWide ? wide(typed) : typed;
        expect(bare(text)).toEqual(bare(sentence));
        for (const { start, end, text: printed } of findTargets(text))
          expect(text.slice(start, end).normalize('NFKC').replace(/\s/g, '')).toBe(printed.normalize('NFKC'));
      },
    ),
  );
  expect(found('压缩到 15 个工作日以内')).toEqual([['15个工作日以内', '<=', 15, '工作日']]);
});

it('points at the printed figure, whatever stands around it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99_999 }),
      fc.constantFrom('家', '户', '人', '%', '个'),
      fc.constantFrom('以上', '以内'),
      fc.constantFrom('', '深化改革，', '到2027年'),
      (value, unit, suffix, before) => {
        const text = `${before}完成培育${value}${unit}${suffix}。`;
        const [target] = findTargets(text);
        expect(target).toMatchObject({ value, unit, comparator: suffix === '以上' ? '>=' : '<=' });
        expect(text.slice(target?.start, target?.end)).toBe(`${value}${unit}${suffix}`);
      },
    ),
  );
});
