import type { FactDefinition } from '#engines/registry';
import { makeUscc, type SeededRandom } from '#kernel';
import { csvCell } from '#platform/tables';
import { drawFact, type FactCase } from './fact-values.ts';
import { pickShare } from './make-enterprises.ts';
import { quickRandom } from './quick-random.ts';
import type { DemoSeeds } from './schema.ts';

type Seeds = DemoSeeds['enterprises'];

export type GrowOf = {
  readonly seeds: Seeds;
  readonly facts: readonly FactDefinition[];
  readonly codes: (list: string) => readonly string[];
  readonly sectionOf: (division: string) => string;
  readonly year: number;
  readonly seed: number;
};

/** Signs, most of them of one byte, none of more than three: below the 4 MB of an import's piece. */
const PIECE = 1024 * 1024;
/** Signs of a code that cannot be taken for others, and that no real body begins with in this order. */
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** DG and six signs: room for 887 million, apart from the demo's own DEMA… and from every real one. */
function bodyOf(nth: number): string {
  let text = '';
  for (let rest = nth, at = 0; at < 6; at += 1, rest = Math.floor(rest / SIGNS.length))
    text = SIGNS.charAt(rest % SIGNS.length) + text;
  return `DG${text}`;
}

/**
 * A table of synthetic enterprises from number `from` to before `to`, in pieces of CSV: figures skewed as real ones are
 * and fitting each other, 5 to 30 % of each fact unknown. The same seed and number give the same enterprise.
 */
export function* growSheet(of: GrowOf, from: number, to: number): Generator<string> {
  const facts = of.facts.filter((each) => !each.derived);
  const lists = facts.map((each) => of.codes(each.codeList ?? ''));
  const unknown = facts.map((each, at) =>
    each.group === 'registration' ? 0 : quickRandom(of.seed + at).int(5, 30) / 100,
  );
  const regions = Object.entries(of.seeds.count).map(([code, share]) => ({ code, share }));
  let text = `${['统一社会信用代码', ...facts.map((each) => each.name)].map(csvCell).join(',')}\n`;
  for (let nth = from; nth < to; nth += 1) {
    const random = quickRandom(of.seed * 4_294_967_291 + nth * 2_654_435_761);
    const { id, drawn } = oneOf(of, pickShare(regions, random).code, nth, random);
    text += id;
    for (const [at, fact] of facts.entries()) {
      const known = !random.chance(unknown[at] ?? 0);
      text += known ? `,${csvCell(drawFact(fact, drawn, lists[at] ?? []))}` : ',';
    }
    text += '\n';
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

/** Most firms are very small: the shares of the demo's few are turned round. */
const SHARES: Readonly<Record<string, number>> = { large: 0.3, medium: 2.2, small: 17.5, micro: 80 };

function oneOf({ seeds, sectionOf, year }: GrowOf, region: string, nth: number, random: SeededRandom) {
  const trade = random.pick(seeds.trades[region] ?? [{ word: '商贸', industry: '52' }]);
  const scale = pickShare(
    seeds.scales.map((each) => ({ ...each, share: SHARES[each.code] ?? each.share })),
    random,
  );
  const section = sectionOf(trade.industry);
  const research = ['C', 'I', 'M'].includes(section) && random.chance(scale.code === 'micro' ? 0.12 : 0.5);
  const drawn: FactCase = {
    name: `${seeds.cities[region] ?? ''}示例${random.pick(seeds.brands)}${trade.word}${nth}有限公司`,
    region,
    address: `${random.pick(seeds.streets[region] ?? ['工业路'])} ${random.int(1, 398)} 号`,
    year,
    research,
    random,
    industry: `${section}${trade.industry}`,
    staff: skewedIn(scale.staff, random),
    revenue: skewedIn(scale.revenue, random),
    growth: random.fraction() ** 1.5 * 0.7 - 0.2,
    rdShare: research ? 0.015 + random.fraction() ** 2 * 0.12 : random.fraction() * 0.01,
  };
  const code = /^\d{6}$/.test(region) ? region : '330800';
  return { id: makeUscc('9', '1', code, bodyOf(nth)), drawn };
}

/** More near the lower end. */
const skewedIn = ([low, high]: readonly [number, number], random: SeededRandom): number =>
  Math.round(low + (high - low) * random.fraction() ** 2);
