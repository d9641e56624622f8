import type { FactDefinition } from '#engines/registry';
import type { SeededRandom } from '#kernel';

/** One synthetic enterprise on the way: what its facts are drawn from, so that they fit each other. */
export type FactCase = {
  readonly name: string;
  readonly region: string;
  readonly industry: string;
  readonly address: string;
  readonly staff: number;
  /** 万元 */
  readonly revenue: number;
  readonly year: number;
  readonly random: SeededRandom;
  /** Growth of the last year as a share. */
  readonly growth: number;
  /** Does research worth the name. */
  readonly research: boolean;
  readonly rdShare: number;
};

type Draw = (of: FactCase) => string;

const yuan = (wan: number): string => `${Math.round(wan * 100) / 100}万元`;
const share = (value: number): string => `${Math.round(value * 1000) / 10}%`;
const yes = (value: boolean): string => (value ? '是' : '否');
const spread = ({ random }: FactCase, low: number, high: number): number => low + (high - low) * random.fraction();
/** Most have little, few have much. */
const skewed = ({ random }: FactCase, most: number): number => Math.floor(most * random.fraction() ** 4);
const dayIn = ({ random }: FactCase, from: number, to: number): string =>
  `${random.int(from, to)}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`;

/** Facts that must fit each other; all others are drawn by their kind. */
const DRAWS: Readonly<Record<string, Draw>> = {
  enterpriseName: (of) => of.name,
  registrationType: (of) => of.random.pick(['limited', 'limited', 'limited', 'joint-stock', 'foreign-funded', 'sole']),
  registeredRegion: (of) => of.region,
  registeredAddress: (of) => of.address,
  industryCode: (of) => of.industry,
  establishedOn: (of) => dayIn(of, 2002, of.year - 1),
  registeredCapital: (of) => yuan(of.random.pick([50, 100, 200, 500, 1000, 2000, 5000])),
  registrationStatus: (of) => (of.random.chance(0.97) ? 'active' : 'suspended'),
  legalRepresentative: (of) => `${of.random.pick(['王', '李', '张', '陈', '徐', '郑'])}示例`,
  contactName: (of) => `${of.random.pick(['陈', '周', '吴', '姜'])}示例`,
  // No such number is given to anybody.
  contactPhone: (of) => `1990000${String(of.random.int(0, 9999)).padStart(4, '0')}`,
  operatingUntil: (of) => dayIn(of, of.year + 1, of.year + 25),
  safetyLicenceUntil: (of) => dayIn(of, of.year, of.year + 3),
  pollutionPermitUntil: (of) => dayIn(of, of.year, of.year + 4),
  annualReportFiled: (of) => yes(of.random.chance(0.95)),
  annualRevenue: (of) => yuan(of.revenue),
  revenueTwoYearsAgo: (of) => yuan(of.revenue / (1 + of.growth)),
  revenueThreeYearsAgo: (of) => yuan(of.revenue / (1 + of.growth) / 1.04),
  revenueThreeYears: (of) => yuan(of.revenue * 2.7),
  revenueGrowth: (of) => share(of.growth),
  mainBusinessRevenue: (of) => yuan(of.revenue * spread(of, 0.8, 0.99)),
  mainRevenueRatio: (of) => share(spread(of, 0.6, 0.99)),
  mainRevenueGrowthTwoYears: (of) => share(of.growth * 0.8),
  revenueThisYear: (of) => yuan(of.revenue * spread(of, 0.5, 0.9)),
  totalAssets: (of) => yuan(of.revenue * spread(of, 0.4, 2.2)),
  totalLiabilities: (of) => yuan(of.revenue * spread(of, 0.2, 1.1)),
  netAssets: (of) => yuan(of.revenue * spread(of, 0.1, 1.2)),
  netProfit: (of) => yuan(of.revenue * spread(of, -0.05, 0.12)),
  salesThisQuarter: (of) => yuan(of.revenue * spread(of, 0.18, 0.32)),
  monthlySales: (of) => yuan(of.revenue * spread(of, 0.06, 0.11)),
  mainProductRevenue: (of) => yuan(of.revenue * spread(of, 0.5, 0.9)),
  grossOutput: (of) => yuan(of.revenue * spread(of, 0.9, 1.1)),
  valueAdded: (of) => yuan(of.revenue * spread(of, 0.18, 0.35)),
  labourProductivity: (of) => String(of.random.int(60_000, 480_000)),
  taxPaidTwoYearsAgo: (of) => yuan(of.revenue * spread(of, 0.01, 0.06)),
  taxPaidThisYear: (of) => yuan(of.revenue * spread(of, 0.008, 0.05)),
  vatPaid: (of) => yuan(of.revenue * spread(of, 0.005, 0.03)),
  incomeTaxPaid: (of) => yuan(of.revenue * spread(of, 0, 0.02)),
  rdExpenseTwoYearsAgo: (of) => yuan(of.revenue * of.rdShare * 0.85),
  rdExpenseThreeYearsAgo: (of) => yuan(of.revenue * of.rdShare * 0.75),
  invoiceCount: (of) => String(of.random.int(40, 6000)),
  debtRatio: (of) => share(spread(of, 0.2, 0.85)),
  taxableIncome: (of) => yuan(Math.max(0, of.revenue * spread(of, -0.04, 0.14))),
  totalProfit: (of) => yuan(of.revenue * spread(of, -0.05, 0.15)),
  taxPaid: (of) => yuan(of.revenue * spread(of, 0.01, 0.07)),
  taxpayerType: (of) => (of.revenue >= 500 ? 'general' : 'small'),
  taxCreditGrade: (of) => of.random.pick(['A', 'A', 'B', 'B', 'B', 'M', 'C']),
  taxArrears: (of) => yuan(of.random.chance(0.96) ? 0 : skewed(of, 80)),
  rdExpense: (of) => yuan(of.revenue * of.rdShare),
  rdRatio: (of) => share(of.rdShare),
  rdRatioThreeYears: (of) => share(of.rdShare * 0.95),
  rdDeductible: (of) => yuan(of.revenue * of.rdShare * 0.9),
  rdExpenseThreeYears: (of) => yuan(of.revenue * of.rdShare * 2.6),
  rdDomesticRatio: (of) => share(spread(of, 0.85, 1)),
  rdStaff: (of) => String(Math.round(of.staff * of.rdShare * 2)),
  rdStaffRatio: (of) => share(of.rdShare * 2),
  techStaffRatio: (of) => share(of.rdShare * 2.5),
  hightechRevenueRatio: (of) => share(of.research ? spread(of, 0.45, 0.95) : 0),
  highTech: (of) => yes(of.research && of.random.chance(0.45)),
  techSme: (of) => yes(of.research && of.random.chance(0.6)),
  innovationScore: (of) => String(of.random.int(50, 92)),
  innovativeScore: (of) => String(of.random.int(45, 90)),
  specialisedScore: (of) => String(of.random.int(45, 90)),
  inventionPatents: (of) => String(of.research ? skewed(of, 40) : 0),
  classOneIp: (of) => String(of.research ? skewed(of, 8) : 0),
  coreIp: (of) => yes(of.research),
  supportedField: (of) => yes(of.research),
  innovativeSme: (of) => yes(of.research && of.random.chance(0.3)),
  specialisedSme: (of) => yes(of.research && of.random.chance(0.18)),
  littleGiant: (of) => yes(of.research && of.random.chance(0.03)),
  eaglet: (of) => yes(of.research && of.random.chance(0.05)),
  nicheYears: (of) => String(of.random.int(1, 15)),
  marketShare: (of) => share(of.research ? of.random.fraction() ** 2 * 0.3 : 0.01),
  ownBrand: (of) => yes(of.random.chance(0.6)),
  staff: (of) => String(of.staff),
  insuredStaff: (of) => String(Math.round(of.staff * 0.94)),
  insuredStaffLastYear: (of) => String(Math.round(of.staff * 0.92)),
  averageInsuredStaff: (of) => String(Math.round(of.staff * 0.93)),
  layoffRate: (of) => share(of.random.fraction() ** 2 * 0.12),
  unemploymentPremium: (of) => yuan(of.staff * 0.036),
  unemploymentInsuredMonths: (of) => String(of.random.int(6, 120)),
  disabledStaff: (of) => String(Math.floor(of.staff * of.random.fraction() * 0.02)),
  payroll: (of) => yuan(of.staff * 7.2),
  averageWage: (of) => yuan(spread(of, 5, 11)),
  powerUse: (of) => String(Math.round(of.revenue * spread(of, 200, 900))),
  powerUseLastMonth: (of) => String(Math.round(of.revenue * spread(of, 15, 80))),
  powerUseGrowth: (of) => share(of.random.chance(0.04) ? -0.5 : of.growth * 0.7),
  creditGrade: (of) => of.random.pick(['A', 'A', 'B', 'B', 'B', 'C', 'D']),
  creditScore: (of) => String(of.random.int(640, 950)),
  riskClass: (of) => of.random.pick(['A', 'A', 'B', 'B', 'C']),
  landArea: (of) => String(Math.round(of.revenue / spread(of, 60, 300) + 2)),
  perMuGrade: (of) => of.random.pick(['A', 'B', 'B', 'C', 'C', 'D']),
  perMuTax: (of) => String(of.random.int(2, 45) * 10_000),
  exportValue: (of) => yuan(of.random.chance(0.75) ? 0 : of.revenue * spread(of, 0.05, 0.7)),
  loanBalance: (of) => yuan(of.revenue * of.random.fraction() * 0.6),
  fixedInvestment: (of) => yuan(of.random.chance(0.5) ? 0 : of.revenue * of.random.fraction() * 0.4),
  techUpgradeInvestment: (of) => yuan(of.random.chance(0.6) ? 0 : of.revenue * of.random.fraction() * 0.2),
  codDischarge: (of) => String(of.random.chance(0.15) ? 0 : Math.round(of.revenue * spread(of, 0.002, 0.12))),
  energyUse: (of) => String(Math.round(of.revenue * spread(of, 0.02, 0.5))),
  aboveScale: (of) => yes(of.revenue >= 2000),
  penaltiesThreeYears: (of) => String(skewed(of, 4)),
};

/** A value as a department's table would have it; what nothing is known of is left empty by the caller. */
export function drawFact(fact: FactDefinition, of: FactCase, codes: readonly string[]): string {
  const draw = DRAWS[fact.key];
  if (draw) return draw(of);
  switch (fact.type) {
    case 'boolean':
      return yes(of.random.chance(0.04));
    case 'money':
      return yuan(of.random.chance(0.7) ? 0 : skewed(of, of.revenue * 0.1));
    case 'percent':
      return share(spread(of, 0, 0.25));
    case 'number':
      return String(Math.min(skewed(of, 12), Number(fact.max ?? Number.POSITIVE_INFINITY)));
    case 'date':
      return dayIn(of, 2015, fact.past ? of.year - 1 : of.year);
    case 'code':
      return codes.length > 0 ? of.random.pick(codes) : '';
    case 'string':
      return '';
  }
}
