import { makeUscc, type SeededRandom } from '#kernel';
import type { Enterprise } from '#platform/registry';
import type { DemoSeeds } from './schema.ts';

/** Plainly synthetic firms: 示例 in every name, a valid code, and facts that say where they come from. */
export function makeEnterprises({ enterprises: seeds }: DemoSeeds, random: SeededRandom): readonly Enterprise[] {
  const names = new Set<string>();
  const made: Enterprise[] = [];
  for (const [region, count] of Object.entries(seeds.count))
    for (let nth = 0; nth < count; nth++) {
      const own = random.fork(`${region}/${nth}`);
      made.push(makeOne(seeds, region, made.length, own, names));
    }
  return made;
}

type Seeds = DemoSeeds['enterprises'];

function makeOne(seeds: Seeds, region: string, serial: number, random: SeededRandom, names: Set<string>): Enterprise {
  const trades = seeds.trades[region] ?? [];
  // The first of a region is in its leading trade, so that whoever signs in as it finds what the region is known for.
  const trade = random.chance(0.4) || names.size === 0 ? trades[0] : random.pick(trades);
  if (!trade) throw new Error(`no trades for ${region}`);
  const scale = pickShare(seeds.scales, random);
  return {
    id: codeOf(region, serial, random),
    name: nameOf(seeds, region, trade.word, random, names),
    region,
    industry: trade.industry,
    scale: scale.code,
    address: `${random.pick(seeds.streets[region] ?? ['工业路'])} ${random.int(1, 398)} 号`,
    attributes: {
      demo: true,
      ...(trade.trade ? { trade: { value: trade.trade, source: seeds.note } } : {}),
      staff: { value: random.int(...scale.staff), unit: '人', source: seeds.note },
      revenue: { value: random.int(...scale.revenue), unit: '万元', source: seeds.note },
    },
  };
}

function nameOf(seeds: Seeds, region: string, trade: string, random: SeededRandom, names: Set<string>): string {
  const free = random.shuffle(seeds.brands).find((brand) => !names.has(`${region}${brand}${trade}`));
  const brand = free ?? `${random.pick(seeds.brands)}${names.size}`;
  names.add(`${region}${brand}${trade}`);
  return `${seeds.cities[region] ?? '衢州'}示例${brand}${trade}有限公司`;
}

/** The body DEMA… is given to nobody: real ones begin with MA or a digit. */
function codeOf(region: string, serial: number, random: SeededRandom): string {
  // Zones are not in GB/T 2260: their firms are registered with the city.
  const code = /^\d{6}$/.test(region) ? region : '330800';
  return makeUscc('9', '1', code, `DEMA${random.int(0, 9)}${String(serial).padStart(3, '0')}`);
}

export function pickShare<T extends { readonly share: number }>(items: readonly T[], random: SeededRandom): T {
  const total = items.reduce((sum, each) => sum + each.share, 0);
  let at = random.fraction() * total;
  for (const each of items) {
    at -= each.share;
    if (at < 0) return each;
  }
  const last = items.at(-1);
  if (!last) throw new Error('nothing to pick from');
  return last;
}
