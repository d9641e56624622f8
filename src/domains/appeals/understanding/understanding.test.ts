import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  type Category,
  classify,
  complaintIn,
  findRegion,
  likeness,
  placesOf,
  tellingTerms,
  titleOf,
  weightOf,
} from './index.ts';

const packs = new URL('../../../../packs/', import.meta.url);
const read = (path: string) => parse(readFileSync(new URL(path, packs), 'utf8'));
const categories: readonly Category[] = read('base/lists/appeal-category.yaml').items;

const SAYINGS: readonly (readonly [string, string])[] = [
  ['申请双回路供电已两个月，变压器增容方案一直没批', 'power-supply'],
  ['厂区经常停电，电压不稳，影响生产', 'power-supply'],
  ['园区天然气管道气还没接通，气价也比邻县高', 'water-gas'],
  ['用水报装后水压不足', 'water-gas'],
  ['想扩建但没有用地指标，低效用地能不能改造，容积率能否提高', 'land-planning'],
  ['标准厂房租赁到期，找不到合适场地', 'premises'],
  ['园区门口道路没有路灯，雨天排水不畅，员工停车难', 'infrastructure'],
  ['新项目节能审查过不了，能耗指标不够', 'energy-quota'],
  ['银行抽贷，续贷办不下来，融资担保难', 'financing'],
  ['留抵退税三个月没到账，税务说系统有问题', 'tax-fees'],
  ['专精特新奖补资金一直没有兑现到账', 'policy-delivery'],
  ['协会乱收费，强制交会费', 'charges'],
  ['政府平台公司拖欠工程款两年', 'arrears'],
  ['春节后招工难，缺工严重，普工招不到', 'recruitment'],
  ['员工社保参保登记、工伤认定太慢', 'social-insurance'],
  ['人才公寓申请和外国人工作许可怎么办理', 'talent'],
  ['营业执照变更登记被退回三次，经营范围写法不统一', 'registration'],
  ['施工许可办理慢，环评和图审要来回跑', 'project-approval'],
  ['厂房首次登记的产权证办不出来，影响抵押登记', 'real-estate'],
  ['政企通系统登录不上，电子签章失效', 'e-government'],
  ['中介评估报告又慢又贵，指定第三方', 'intermediary'],
  ['危废没有地方处置，排污口整改要求反复变', 'environment'],
  ['消防喷淋改造验收标准前后不一', 'fire-safety'],
  ['一个月被重复检查五次，罚款自由裁量随意', 'enforcement'],
  ['特种设备检验排队太久', 'quality-inspection'],
  ['评标专家打分不公，怀疑围标', 'bidding'],
  ['招商协议里的承诺没有履行', 'contract'],
  ['货车限行，通行证难办，物流运费高', 'logistics'],
  ['出口报关查验多，原产地证办理慢', 'customs'],
  ['有人仿冒我们的商标，专利侵权投诉无门', 'intellectual-property'],
  ['胜诉了但执行难，对方账户冻结不了', 'litigation'],
  ['村民阻工，多次报警', 'public-security'],
  ['被列入异常名录，信用修复不知道找谁', 'credit-repair'],
  ['两个部门互相推诿，一直不回复', 'slow-action'],
];

test('everyday sentences find their category, nine out of ten', () => {
  const wrong = SAYINGS.filter(([text, code]) => classify(text, categories)[0]?.code !== code);
  expect(wrong.map(([text, code]) => [text, code, classify(text, categories)[0]?.code]).slice(3)).toEqual([]);
});

test('a category is told with the words that speak for it', () => {
  expect(classify('申请双回路供电，变压器增容', categories)[0]?.why).toContain('“双回路”');
});

test('what fits no category gets none', () => {
  expect(classify('今天天气很好', categories)).toEqual([]);
});

test('how similar matters were filed decides where the words do not', () => {
  const told = classify('我们那件事还没有下文', categories, [
    { category: 'arrears', score: 0.6 },
    { category: 'arrears', score: 0.5 },
    { category: 'financing', score: 0.3 },
  ]);
  expect(told[0]).toMatchObject({ code: 'arrears', why: '相似诉求归在此类' });
});

const organisation = read('quzhou/organisation.yaml');
const counties = new Map<string, string>(
  organisation.units.flatMap((each: { id: string; region?: string }) => (each.region ? [[each.id, each.region]] : [])),
);
const units = organisation.units.map((each: { parent: string; region?: string }) => ({
  ...each,
  region: each.region ?? counties.get(each.parent),
}));
const regions = [...read('base/regions.yaml').regions, ...read('quzhou/regions.yaml').regions];
const places = placesOf(regions, units, '330800');

test.each([
  ['我厂在龙游，想增容', '330825'],
  ['湖镇镇工业园区道路', '330825'],
  ['江山市贺村镇的木门企业', '330881'],
  ['智造新城某地块', '3308Z1'],
])('%s is in %s', (text, region) => {
  expect(findRegion(places, undefined, text)?.region).toBe(region);
});

test('the place that was given goes before what the text mentions', () => {
  expect(findRegion(places, '开化县华埠镇', '原先在柯城，现在搬走了')).toEqual({
    region: '330824',
    why: '提到“开化县华埠镇”',
  });
  expect(findRegion(places, '某处', '哪里都没说')).toBeUndefined();
});

test('a name that two regions share means neither', () => {
  const both = placesOf(
    [{ code: '330822', name: '常山县' }],
    [
      { kind: 'township', name: '城关镇', region: '330822' },
      { kind: 'township', name: '城关镇', region: '330824' },
    ],
    '330800',
  );
  expect(findRegion(both, '城关镇人民路')).toBeUndefined();
});

test.each([
  ['您好！我公司申请双回路供电已两个月，至今没有回复。请帮忙。', '我公司申请双回路供电已两个月，至今没有回复'],
  ['尊敬的市领导：\n您好，我是某某机械有限公司的负责人，厂房消防验收迟迟不办。', '厂房消防验收迟迟不办'],
  ['停电', '停电'],
  ['', '（无内容）'],
])('the title of %j is %j', (body, title) => {
  expect(titleOf(body)).toBe(title);
});

test('a title is never empty, never longer than forty signs, and stands in the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (body) => {
      const title = titleOf(body);
      expect(title.length).toBeGreaterThan(0);
      expect([...title].length).toBeLessThanOrEqual(40);
      if (title !== '（无内容）') expect(body.normalize('NFC')).toContain(title.replace(/…$/, ''));
    }),
  );
});

const many = {
  total: 1000,
  of: new Map([
    ['办理', 600],
    ['用电', 30],
    ['双回路', 4],
    ['湖镇', 8],
  ]),
};

test('rare words tell more, and a text is most like itself', () => {
  expect(weightOf('双回路', many)).toBeGreaterThan(weightOf('用电', many));
  expect(weightOf('办理', many)).toBeGreaterThan(0);
  const ours = ['用电', '双回路', '湖镇'];
  expect(likeness(ours, ours, many).score).toBe(1);
  expect(likeness(ours, ['双回路', '办理'], many).shared).toEqual(['双回路']);
});

test('sharing a rare word makes two texts more alike than sharing a common one, and more shared words never less', () => {
  const words = fc.uniqueArray(fc.constantFrom('办理', '用电', '双回路', '湖镇', '停电', '补贴'), { minLength: 1 });
  fc.assert(
    fc.property(words, words, fc.constantFrom('办理', '用电', '双回路'), (ours, theirs, word) => {
      const { score } = likeness(ours, theirs, many);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      if (ours.includes(word)) expect(likeness(ours, [...theirs, word], many).score).toBeGreaterThanOrEqual(score);
    }),
  );
  expect(likeness(['办理', '双回路'], ['双回路'], many).score).toBeGreaterThan(
    likeness(['办理', '双回路'], ['办理'], many).score,
  );
});

test('a look-up asks for the rarest words and stops before it reads half the city', () => {
  const common = {
    total: 100_000,
    of: new Map([
      ['办理', 60_000],
      ['用电', 3_000],
      ['双回路', 40],
    ]),
  };
  expect(tellingTerms(['办理', '用电', '双回路'], common).map((each) => each.word)).toEqual(['双回路', '用电']);
  expect(tellingTerms(['办理'], common).map((each) => each.word)).toEqual(['办理']);
});

test('a text that accuses somebody names whom it must not reach; a slow unit is not accused of anything', () => {
  const units = [
    { id: 'qz-housing', name: '市住建局', names: ['市住建局', '衢州市住房和城乡建设局', '市建设局'] },
    { id: 'ly-housing', name: '龙游县住建局', names: ['龙游县住建局', '县住建局'] },
    { id: 'power', name: '供电', names: ['供电'] },
  ];
  const bribe = '反映市住建局建管科科员在消防验收中吃拿卡要，拖延办理，请查处。';
  expect(complaintIn(bribe, categories, units)).toEqual({
    said: ['吃拿卡要'],
    units: [{ id: 'qz-housing', name: '市住建局' }],
  });
  expect(complaintIn('龙游县住建局窗口态度恶劣', categories, units)?.units.map((each) => each.id)).toEqual([
    'ly-housing',
  ]);
  expect(complaintIn('市住建局迟迟不回复，一直拖延', categories, units)).toBeUndefined();
  expect(complaintIn('窗口索要好处', categories, units)?.units).toEqual([]);
});
