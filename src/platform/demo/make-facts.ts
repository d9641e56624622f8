import type { FactDefinition } from '#engines/registry';
import type { SeededRandom } from '#kernel';
import type { Enterprise } from '#platform/registry';
import { csvCell } from '#platform/tables';
import { drawFact, type FactCase } from './fact-values.ts';

/** A table as a department would send it. */
export type FactSheet = {
  readonly department: string;
  readonly title: string;
  readonly asOf: string;
  readonly csv: string;
};

export type FactSheetsOf = {
  readonly enterprises: readonly Enterprise[];
  readonly facts: readonly FactDefinition[];
  /** Codes by list, and the section of each trade's division. */
  readonly codes: (list: string) => readonly string[];
  readonly sectionOf: (division: string) => string;
  readonly departmentTitle: (department: string) => string;
  readonly year: number;
  /** The last day of a month that is over. */
  readonly monthEnd: string;
  readonly random: SeededRandom;
};

/**
 * One CSV for each department, with what it answers for: skewed as real figures are, 5 to 30 % of each fact unknown.
 * The tax bureau sends the year before as well, so that there is history.
 */
export function makeFactSheets(of: FactSheetsOf): readonly FactSheet[] {
  const own = of.facts.filter((each) => !each.derived);
  const byOwner = Map.groupBy(own, (each) => each.owner);
  const { year } = of;
  const sheets = [...byOwner].map(([department, facts]): FactSheet => {
    const title = `${of.departmentTitle(department)}数据（演示）`;
    return { department, title, asOf: `${year - 1}-12-31`, csv: csvOf(of, facts, () => 1) };
  });
  const tax = (byOwner.get('tax') ?? []).filter((each) =>
    ['annualRevenue', 'taxPaid', 'totalAssets'].includes(each.key),
  );
  const before = {
    department: 'tax',
    title: '税务部门上一年度数据（演示）',
    asOf: `${year - 2}-12-31`,
    csv: csvOf(of, tax, () => 0.88),
  };
  // Electricity is told by the month: what came after the policies of the year began, to be held against what was before.
  const power = own.filter((each) => each.key === 'powerUseLastMonth');
  const after = {
    department: power[0]?.owner ?? '',
    title: '上月用电（演示）',
    asOf: of.monthEnd,
    csv: csvOf(of, power, ({ growth, random }) => 1 + growth / 3 + random.fork('after').fraction() * 0.06),
  };
  // Names come with the register: whoever is not registered yet cannot be spoken of.
  return [
    ...sheets.filter(isRegister),
    before,
    ...sheets.filter((each) => !isRegister(each)),
    ...(power.length > 0 ? [after] : []),
  ];
}

/** Of one visitor's firm the R&D cost is not known: what depends on it is possible, and says so. */
const UNSAID = { region: '330825', key: 'rdExpense' };

const isRegister = (sheet: FactSheet): boolean => sheet.department === 'market-regulation';

function csvOf(of: FactSheetsOf, facts: readonly FactDefinition[], scale: (of: FactCase) => number): string {
  const lines = [['统一社会信用代码', ...facts.map((each) => each.name)]];
  // How well a fact is known is the fact's own affair.
  const unknown = new Map(facts.map((each) => [each.key, of.random.fork(each.key).int(5, 30) / 100]));
  const first = new Map(of.enterprises.toReversed().map((each) => [each.region, each.id]));
  for (const enterprise of of.enterprises) {
    const plain = caseOf(of, enterprise);
    const drawn = { ...plain, revenue: Math.round(plain.revenue * scale(plain)) };
    const cells = facts.map((fact) => {
      const random = of.random.fork(`${enterprise.id}/${fact.key}`);
      // The first of a region is whom visitors sign in as: of it everything is known.
      const whole = fact.group === 'registration' || first.get(enterprise.region) === enterprise.id;
      if (fact.key === UNSAID.key && first.get(UNSAID.region) === enterprise.id) return '';
      if (!whole && random.chance(unknown.get(fact.key) ?? 0)) return '';
      return drawFact(fact, { ...drawn, random }, of.codes(fact.codeList ?? ''));
    });
    lines.push([enterprise.id, ...cells]);
  }
  return lines.map((line) => line.map(csvCell).join(',')).join('\n');
}

function caseOf({ random, sectionOf, year }: FactSheetsOf, enterprise: Enterprise): FactCase {
  const { id, name, region = '330800', industry = '72', address = '', attributes } = enterprise;
  const own = random.fork(id);
  const section = sectionOf(industry);
  const research = ['C', 'I', 'M'].includes(section) && own.chance(0.6);
  return {
    name,
    region,
    address,
    year,
    research,
    random: own,
    industry: `${section}${textIn(attributes.trade) ?? industry}`,
    staff: numberIn(attributes.staff, 20),
    revenue: numberIn(attributes.revenue, 300),
    growth: own.fraction() ** 1.5 * 0.7 - 0.2,
    rdShare: research ? 0.015 + own.fraction() ** 2 * 0.12 : own.fraction() * 0.01,
  };
}

const textIn = (attribute: unknown): string | undefined => {
  const value = (attribute as { readonly value?: unknown } | undefined)?.value;
  return typeof value === 'string' ? value : undefined;
};

const numberIn = (attribute: unknown, otherwise: number): number => {
  const value = (attribute as { readonly value?: unknown } | undefined)?.value;
  return typeof value === 'number' ? value : otherwise;
};
