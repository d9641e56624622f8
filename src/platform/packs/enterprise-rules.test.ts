import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { type FactCatalogue, factCatalogueOf, rungRule, type ScaleRule, scaleRule, tagRule } from '#engines/registry';
import type { Facts } from '#language';
import { loadPacks, type Pack } from './index.ts';

const packs = fileURLToPath(new URL('../../../packs', import.meta.url));
const WAN = 1_000_000; // 分
let pack: Pack;
let catalogue: FactCatalogue;
beforeAll(async () => {
  pack = await loadPacks(packs, ['base', 'quzhou']);
  catalogue = factCatalogueOf(pack.facts, pack.factGroups);
});

describe('企业划型（工信部联企业〔2011〕300号）', () => {
  let rule: ScaleRule;
  beforeAll(() => {
    rule = scaleRule(pack.enterprises.scale, catalogue.language);
  });
  const CODES: Readonly<Record<string, string>> = {
    '农、林、牧、渔业': 'A0111',
    工业: 'C3921',
    建筑业: 'E4710',
    批发业: 'F5123',
    零售业: 'F5211',
    交通运输业: 'G5430',
    仓储业: 'G5920',
    邮政业: 'G6010',
    住宿业: 'H6110',
    餐饮业: 'H6210',
    信息传输业: 'I6311',
    软件和信息技术服务业: 'I6513',
    房地产开发经营: 'K7010',
    物业管理: 'K7020',
    租赁和商务服务业: 'L7211',
    其他未列明行业: 'M7320',
  };
  type Trade = Pack['enterprises']['scale']['trades'][number];
  const factsAt = (
    trade: Trade,
    at: 0 | 1 | 2,
    less: Partial<Record<'staff' | 'revenue' | 'assets', number>> = {},
  ): Facts => ({
    行业代码: CODES[trade.name],
    ...(trade.staff && { 从业人数: trade.staff[at] - (less.staff ?? 0) }),
    ...(trade.revenue && { 上年营业收入: trade.revenue[at] * WAN - (less.revenue ?? 0) }),
    ...(trade.assets && { 资产总额: trade.assets[at] * WAN - (less.assets ?? 0) }),
  });

  test('every trade, every level: the bound itself is in, one person or one fen less on any measure is not', () => {
    const levels = ['large', 'medium', 'small', 'micro'] as const;
    let boundaries = 0;
    for (const trade of pack.enterprises.scale.trades)
      for (const at of [0, 1, 2] as const) {
        expect(rule.decide(factsAt(trade, at)), trade.name).toMatchObject({ trade: trade.name, level: levels[at] });
        for (const measure of ['staff', 'revenue', 'assets'] as const) {
          if (!trade[measure]) continue;
          boundaries += 1;
          const { level } = rule.decide(factsAt(trade, at, { [measure]: 1 }));
          expect(level, `${trade.name} ${levels[at]} ${measure}`).toBe(levels[at + 1]);
        }
      }
    expect(boundaries).toBe(90);
  });

  test('sixteen trades, and railways, banks, schools and hospitals are not covered', () => {
    expect(pack.enterprises.scale.trades).toHaveLength(16);
    for (const code of ['G5310', 'J6620', 'P8310', 'Q8411', 'S9111'])
      expect(rule.decide({ 行业代码: code, 从业人数: 5000, 上年营业收入: 1e12 }), code).toEqual({ missing: [] });
  });

  test('loading and unloading counts as transport, other storage as storage', () => {
    expect(rule.decide({ 行业代码: 'G5910', 从业人数: 5 }).trade).toBe('交通运输业');
    expect(rule.decide({ 行业代码: 'G5990', 从业人数: 5 }).trade).toBe('仓储业');
  });

  test('an unknown measure leaves the size open, unless the known one settles it', () => {
    expect(rule.decide({ 行业代码: 'C3921', 从业人数: 500 })).toEqual({ trade: '工业', missing: ['上年营业收入'] });
    expect(rule.decide({ 行业代码: 'C3921', 从业人数: 19 })).toMatchObject({ level: 'micro', missing: [] });
    expect(rule.decide({ 从业人数: 19 })).toEqual({ missing: ['行业代码'] });
  });
});

describe('tags and the ladder', () => {
  test('every rule of the pack compiles, and an unknown never gives a tag', () => {
    for (const tag of pack.enterprises.tags)
      expect(tagRule(tag, catalogue.language).decide({}), tag.id).toBeUndefined();
    for (const rung of pack.enterprises.gradient)
      expect(rungRule(rung, catalogue.language).short({}), rung.id).toBe(rung.conditions.length);
  });

  test('a tag says which facts it rests on', () => {
    const tag = pack.enterprises.tags.find((each) => each.id === 'high-growth');
    if (!tag) throw new Error('no such tag');
    const { decide } = tagRule(tag, catalogue.language);
    expect(decide({ 上年营业收入增长率: '0.25', 上年营业收入: 3000 * WAN })?.because).toEqual([
      '上年营业收入增长率 25%',
      '上年营业收入 3000万元',
    ]);
    expect(decide({ 上年营业收入增长率: '0.25', 上年营业收入: 1999 * WAN })).toBeUndefined();
  });

  test('who nearly stands on a rung is told which condition is missing, by how much, and what is not known', () => {
    const rung = pack.enterprises.gradient.find((each) => each.id === 'specialised-sme');
    if (!rung) throw new Error('no such rung');
    const { conditions, short } = rungRule(rung, catalogue.language);
    const facts: Facts = {
      企业规模: 'small',
      从事特定细分市场年限: 5,
      上年研发费用: 120 * WAN,
      上年研发费用占比: '0.024',
      上年营业收入: 5000 * WAN,
      列入经营异常名录: false,
      列入严重违法失信名单: false,
    };
    const open = conditions(facts).filter((each) => each.met !== true);
    expect(open).toMatchObject([
      { met: false, gap: '上年研发费用占比 2.4%，需 ≥ 3%，差 0.6 个百分点' },
      { met: null, missing: ['专精特新评价得分'] },
    ]);
    expect(short(facts)).toBe(2);
  });
});
