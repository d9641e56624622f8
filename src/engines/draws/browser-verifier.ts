import type { DrawRecord } from './draw.ts';
import type { DrawSize, Inspector } from './schema.ts';

// The verifier that runs in a stranger's browser: a second, independent implementation over WebCrypto. Its functions
// are embedded by their source text (see verification-page.ts), so: function declarations only, no imports at run
// time, nothing newer than Chrome 86.

export type Check = { readonly title: string; readonly ok: boolean; readonly detail: string };

export async function verifyRecord(record: DrawRecord): Promise<Check[]> {
  const { announcement: said, hash: recordHash, ...body } = record;
  const { hash: announcementHash, ...announced } = said;
  const seed = await seedFrom(record);
  const inspectorRoot = await treeRoot(sortByCode(record.inspectors).map(canonical));
  const strata = await drawAgain(record, seed.value);
  const commitments = seed.commitments;
  const counted = said.frameCount === record.units.length && said.excludedCount === record.exclusions.length;
  return [
    judge('名册与剔除名单未被改动', counted && (await frameRoot(record)) === said.frameRoot, said.frameRoot),
    judge('抽取规则未被改动', (await sha256(canonical(record.plan))) === said.rulesHash, said.rulesHash),
    judge('检查人员名册未被改动', inspectorRoot === said.inspectorsRoot, `${record.inspectors.length} 人`),
    judge('各方承诺与公告一致', canonical(commitments) === canonical(said.commitments), `${commitments.length} 方`),
    judge('公告摘要正确', (await sha256(canonical(announced))) === announcementHash, announcementHash),
    judge('种子由各方公开的数值算出', seed.honest && seed.value === record.seedValue, record.seedValue),
    judge('签号、抽中与候补名单正确', canonical(strata) === canonical(record.strata), countDrawn(record)),
    judge('检查人员分配正确', canonical(await assignAgain(record, seed.value)) === canonical(record.assignments), ''),
    judge('整份记录摘要正确', (await sha256(canonical({ ...body, announcement: said }))) === recordHash, recordHash),
  ];
}

function judge(title: string, ok: boolean, detail: string): Check {
  return { title, ok, detail };
}

function countDrawn(record: DrawRecord): string {
  return `名册 ${record.units.length} 个，抽中 ${record.strata.reduce((sum, one) => sum + one.selected.length, 0)} 个`;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const object = value as Record<string, unknown>;
  const keys = Object.keys(object).filter((key) => object[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(object[key])}`)
    .join(',')}}`;
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function sha256(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return hex(await crypto.subtle.digest('SHA-256', bytes));
}

function sortByCode<T extends { readonly code: string }>(lines: readonly T[]): T[] {
  return [...lines].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

async function frameRoot(record: DrawRecord): Promise<string> {
  const lines: { readonly code: string }[] = [...record.units, ...record.exclusions];
  return treeRoot(sortByCode(lines).map(canonical));
}

/** RFC 6962, level by level: an odd node out moves up as it is, which is the same tree. */
async function treeRoot(leaves: readonly string[]): Promise<string> {
  if (leaves.length === 0) return sha256('');
  let level = await Promise.all(leaves.map((leaf) => sha256(`\u0000${leaf}`)));
  while (level.length > 1) {
    const pairs: Promise<string>[] = [];
    for (let at = 0; at < level.length; at += 2) pairs.push(joinNodes(level[at] ?? '', level[at + 1]));
    level = await Promise.all(pairs);
  }
  return level[0] ?? '';
}

async function joinNodes(left: string, right: string | undefined): Promise<string> {
  if (right === undefined) return left;
  const bytes = (`01${left}${right}`.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  return sha256(new Uint8Array(bytes));
}

async function seedFrom({ seed }: DrawRecord) {
  if (seed.kind === 'given') return { value: seed.value, honest: true, commitments: [] };
  const parties = [...seed.contributions].sort((a, b) => (a.party < b.party ? -1 : 1));
  let honest = new Set(parties.map((one) => one.party)).size === parties.length;
  for (const { party, secret, commitment } of parties)
    honest = honest && (await sha256(canonical({ party, secret }))) === commitment;
  const secrets = parties.map(({ party, secret }) => ({ party, secret }));
  const value = await sha256(canonical({ secrets, publicValue: seed.publicValue || null }));
  return { value, honest, commitments: parties.map(({ party, commitment }) => ({ party, commitment })) };
}

async function drawAgain(record: DrawRecord, seed: string) {
  const groups = new Map<string, string[]>();
  for (const { code, stratum } of record.units) {
    const group = groups.get(stratum);
    if (group) group.push(code);
    else groups.set(stratum, [code]);
  }
  const names = Array.from(groups.keys()).sort();
  const sizes = names.map((name) => (groups.get(name) || []).length);
  const counts = shareOut(names, sizes, record.plan.size);
  return Promise.all(
    names.map(async (stratum, at) => {
      const ranked = await rank(seed, `${record.plan.period}|`, groups.get(stratum) || []);
      const [size, drawn] = [sizes[at] || 0, counts[at] || 0];
      const substitutes = ranked.slice(drawn, drawn + record.plan.substitutes);
      return { stratum, size, drawn, probability: drawn / size, selected: ranked.slice(0, drawn), substitutes };
    }),
  );
}

async function rank(seed: string, prefix: string, codes: readonly string[]) {
  const text = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', text.encode(seed), algorithm, false, ['sign']);
  const tickets = codes.map(async (code) => {
    const ticket = hex(await crypto.subtle.sign('HMAC', key, text.encode(prefix + code)));
    return { code, ticket };
  });
  return (await Promise.all(tickets)).sort((a, b) => (a.ticket < b.ticket ? -1 : 1));
}

/** Bounded proportional shares, then largest remainders; see allocation.ts for the rule in words. */
function shareOut(names: readonly string[], sizes: readonly number[], rule: DrawSize): number[] {
  if ('perStratum' in rule) return names.map((name) => ownCount(rule.perStratum, name));
  const least = sizes.map((size) => Math.min(rule.minimum, size));
  const weights = names.map((name, at) => (rule.weights ? ownCount(rule.weights, name) : sizes[at] || 0));
  const result: (number | undefined)[] = names.map(() => undefined);
  for (;;) {
    const free = names.map((_, at) => at).filter((at) => result[at] === undefined);
    const rest = result.reduce<number>((left, value) => left - (value || 0), rule.total);
    const even = free.every((at) => weights[at] === 0);
    const weigh = (at: number) => BigInt(even ? 1 : weights[at] || 0);
    const all = free.reduce((sum, at) => sum + weigh(at), BigInt(0));
    const under = (at: number) => BigInt(least[at] || 0) * all - BigInt(rest) * weigh(at);
    const over = (at: number) => BigInt(rest) * weigh(at) - BigInt(sizes[at] || 0) * all;
    const low = free.filter((at) => under(at) > 0);
    const high = free.filter((at) => over(at) > 0);
    if (low.length === 0 && high.length === 0) return roundShares(result, free, free.map(weigh), rest, all);
    const lack = low.reduce((sum, at) => sum + under(at), BigInt(0));
    const excess = high.reduce((sum, at) => sum + over(at), BigInt(0));
    if (lack >= excess) for (const at of low) result[at] = least[at];
    if (excess >= lack) for (const at of high) result[at] = sizes[at];
  }
}

function roundShares(
  result: readonly (number | undefined)[],
  free: readonly number[],
  weights: readonly bigint[],
  rest: number,
  all: bigint,
): number[] {
  const rounded = result.map((value) => value || 0);
  const shares = free.map((at, i) => {
    const product = BigInt(rest) * (weights[i] || BigInt(0));
    rounded[at] = Number(product / all);
    return { at, part: rounded[at] || 0, remainder: product % all };
  });
  const left = rest - shares.reduce((sum, { part }) => sum + part, 0);
  shares.sort((a, b) => (a.remainder === b.remainder ? a.at - b.at : a.remainder > b.remainder ? -1 : 1));
  for (const { at, part } of shares.slice(0, left)) rounded[at] = part + 1;
  return rounded;
}

function ownCount(counts: Readonly<Record<string, number>>, name: string): number {
  return Object.hasOwn(counts, name) ? counts[name] || 0 : 0;
}

async function assignAgain(record: DrawRecord, seed: string) {
  const rule = record.plan.inspectors;
  if (!rule) return [];
  const load = new Map<string, number>();
  const drawn = record.strata.flatMap(({ selected }) => selected);
  const result: unknown[] = [];
  for (const unit of drawn.sort((a, b) => (a.ticket < b.ticket ? -1 : 1))) {
    const against = (one: Inspector): string => {
      const conflict = one.conflicts.find(({ code }) => code === unit.code);
      const lacking = rule.licences.find((licence) => !one.licences.includes(licence));
      if (conflict) return `回避：${conflict.reason}`;
      if (lacking !== undefined) return `未持有${lacking}`;
      return rule.maxLoad && (load.get(one.code) || 0) >= rule.maxLoad ? `已承担 ${rule.maxLoad} 户` : '';
    };
    const passed = record.inspectors.map((one) => ({ code: one.code, reason: against(one) }));
    const eligible = passed.filter(({ reason }) => reason === '').map(({ code }) => code);
    const inspectors = (await rank(seed, `${record.plan.period}|${unit.code}|`, eligible)).slice(0, rule.perUnit);
    for (const { code } of inspectors) load.set(code, (load.get(code) || 0) + 1);
    const excluded = passed.filter(({ reason }) => reason !== '');
    result.push({ code: unit.code, inspectors, missing: rule.perUnit - inspectors.length, excluded });
  }
  return result;
}

/** The source text of everything above, in the order of no importance: declarations are hoisted. */
export const verifierSource = (): string =>
  [
    verifyRecord,
    judge,
    countDrawn,
    canonical,
    hex,
    sha256,
    sortByCode,
    frameRoot,
    treeRoot,
    joinNodes,
    seedFrom,
    drawAgain,
    rank,
    shareOut,
    roundShares,
    ownCount,
    assignAgain,
  ]
    .map(String)
    .join('\n');
