import type { FactDeclaration } from '#language';

/** How a fact is spread over the enterprises of the bench. */
export type Spread = FactDeclaration & {
  /** Of a hundred, how many are unknown. */
  readonly unknown: number;
  readonly codes?: readonly string[];
  /** Of yes or no. */
  readonly share?: number;
  /** Median and width of a skewed number, in stored whole numbers. */
  readonly median?: number;
  readonly width?: number;
};

const money = (name: string, unknown: number, yuan: number, width = 1.8): Spread => ({
  name,
  type: 'money',
  unknown,
  median: yuan * 100,
  width,
});
const count = (name: string, unknown: number, median: number, width = 1.2): Spread => ({
  name,
  type: 'number',
  unit: '个',
  unknown,
  median,
  width,
});
/** In hundredths of a per cent. */
const share = (name: string, unknown: number, median: number): Spread => ({
  name,
  type: 'percent',
  unknown,
  median,
  width: 0.9,
});
const flag = (name: string, unknown: number, of: number): Spread => ({ name, type: 'boolean', unknown, share: of });

const COUNTIES = [
  '330802',
  '330803',
  '330822',
  '330824',
  '330825',
  '330881',
  '330100',
  '330200',
  '330300',
  '330400',
  '330500',
];
const DIVISIONS = Array.from({ length: 97 }, (_, i) => String(i + 1).padStart(2, '0'));
const SECTION = 'ABCDEFGHIJKLMNOPQRST';
/** A thousand trades: section, division, class, as GB/T 4754 has them. */
const TRADES = DIVISIONS.flatMap((division, i) =>
  Array.from({ length: 10 }, (_, k) => `${SECTION[Math.floor((i * 20) / 97)]}${division}${k}${(k * 3) % 10}`),
);

export const SPREADS: readonly Spread[] = [
  { name: '所在地', type: 'code', codeList: 'GB/T 2260', unknown: 0, codes: COUNTIES },
  { name: '企业规模', type: 'string', unknown: 5, codes: ['微型', '小型', '中型', '大型'] },
  { name: '行业代码', type: 'code', codeList: 'GB/T 4754', unknown: 6, codes: TRADES },
  {
    name: '登记类型',
    type: 'string',
    unknown: 5,
    codes: ['有限责任公司', '个人独资', '股份有限公司', '合伙', '国有独资', '外商投资'],
  },
  { name: '信用等级', type: 'string', unknown: 12, codes: ['A', 'B', 'C', 'D', 'M'] },
  { name: '成立日期', type: 'date', unknown: 5 },
  { name: '最近处罚日期', type: 'date', unknown: 30 },
  ...['高新技术企业', '科技型中小企业', '专精特新', '外贸备案', '规上企业', '失信被执行人', '经营异常', '绿色工厂'].map(
    (name, i) => flag(name, 5 + i * 2, [0.08, 0.2, 0.05, 0.15, 0.3, 0.03, 0.06, 0.02][i] ?? 0.1),
  ),
  money('营业收入', 8, 3_000_000),
  money('研发费用', 20, 120_000, 2),
  money('纳税总额', 8, 90_000, 2),
  money('利润总额', 10, 110_000, 2.1),
  money('资产总额', 10, 4_000_000),
  money('固定资产投资', 25, 300_000, 2),
  money('出口额', 22, 500_000, 2),
  money('工资总额', 8, 700_000),
  money('用电费用', 15, 40_000),
  money('社保缴费', 6, 90_000),
  money('贷款余额', 18, 900_000, 1.6),
  money('设备投资', 25, 200_000, 2),
  count('职工人数', 6, 14),
  count('参保人数', 6, 11),
  count('研发人员', 22, 4),
  count('发明专利', 15, 2, 1.4),
  count('吸纳高校毕业生', 18, 2),
  count('信用得分', 10, 640, 0.15),
  share('利润率', 12, 450),
  share('出口占比', 22, 900),
  share('研发人员占比', 24, 800),
  share('资产负债率', 14, 4200),
];

export const FACTS: readonly FactDeclaration[] = SPREADS.map(({ name, type, unit, codeList }) => ({
  name,
  type,
  ...(unit ? { unit } : {}),
  ...(codeList ? { codeList } : {}),
}));
