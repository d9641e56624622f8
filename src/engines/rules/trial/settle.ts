/** Who comes first where there is not enough for all. */
export type Order = {
  readonly by: 'amount' | 'arrival' | 'fact';
  readonly fact?: string | undefined;
  readonly ascending?: boolean | undefined;
};
/** Shares out in equal parts, or pays in full in an order. */
export type Rationing = Order | { readonly by: 'share' };

/** How the rules of a set go together. */
export type Terms = {
  /** Of one group a row gets the highest only, unless the group has a cap. */
  readonly group?: string | undefined;
  readonly excludes?: readonly string[] | undefined;
  readonly quota?: { readonly most: number; readonly order: Order } | undefined;
};
export type GroupCap = { readonly group: string; readonly cap: number };

/** Eligible and not paid: the amount is nothing, another rule is better, or the quota or the budget is used up. */
export type Why = 'nothing' | 'yields' | 'cut';

export type Payouts = {
  /** By rule and row, in 分; NaN where nothing is paid. */
  readonly paid: readonly Float64Array[];
  readonly yields: Float64Array;
  readonly nothing: Float64Array;
  readonly open: Float64Array;
  readonly cut: Float64Array;
};

export type Entitled = {
  readonly id: string;
  readonly terms: Terms;
  /** Rows entitled, 32 to a word. */
  readonly bits: Int32Array;
  readonly amounts: Float64Array;
  /** Whether it gives money at all. */
  readonly pays: boolean;
};

export const eachRow = (bits: Int32Array, visit: (row: number) => void): void => {
  for (let at = 0; at < bits.length; at += 1) {
    let word = bits[at] as number;
    while (word !== 0) {
      const low = word & -word;
      visit(at * 32 + 31 - Math.clz32(low));
      word ^= low;
    }
  }
};

const count = (into: Float64Array, at: number): void => {
  into[at] = (into[at] as number) + 1;
};

/** What each rule gives each row by itself. */
const entitle = (rules: readonly Entitled[], out: Payouts): void => {
  for (const [at, { bits, amounts, pays }] of rules.entries()) {
    const paid = out.paid[at] as Float64Array;
    paid.fill(Number.NaN);
    eachRow(bits, (row) => {
      const amount = amounts[row] as number;
      if (Number.isNaN(amount)) count(out.open, at);
      if (pays && amount <= 0) count(out.nothing, at);
      else paid[row] = Number.isNaN(amount) ? 0 : amount;
    });
  }
};

type Rivalry = (a: number, b: number) => boolean;

const rivalryOf = (rules: readonly Entitled[], caps: readonly GroupCap[]): Rivalry => {
  const capped = new Set(caps.map((each) => each.group));
  const table = rules.map(({ id, terms }) =>
    rules.map((other) => {
      const same = terms.group !== undefined && terms.group === other.terms.group && !capped.has(terms.group);
      return same || terms.excludes?.includes(other.id) === true || other.terms.excludes?.includes(id) === true;
    }),
  );
  return (a, b) => table[a]?.[b] === true;
};

type Together = {
  readonly rival: Rivalry;
  readonly capOf: readonly (GroupCap | undefined)[];
  /** Room for one row: the rules that pay it, the highest first. */
  readonly mine: number[];
};

/** The rules that pay a row, the highest first; there are few, and no memory is asked for. */
const ranked = (row: number, { paid }: Payouts, mine: number[]): number => {
  let count = 0;
  for (let at = 0; at < paid.length; at += 1) {
    const amount = (paid[at] as Float64Array)[row] as number;
    if (Number.isNaN(amount)) continue;
    let place = count;
    while (place > 0 && ((paid[mine[place - 1] as number] as Float64Array)[row] as number) < amount) {
      mine[place] = mine[place - 1] as number;
      place -= 1;
    }
    mine[place] = at;
    count += 1;
  }
  return count;
};

/** What a rule may still give a row under the cap of its group. */
const capRow = (row: number, out: Payouts, { mine, capOf }: Together, standing: number): void => {
  for (let i = 0; i < standing; i += 1) {
    const cap = capOf[mine[i] as number];
    if (!cap) continue;
    let left = cap.cap;
    for (let k = 0; k < i; k += 1)
      if (capOf[mine[k] as number]?.group === cap.group)
        left -= (out.paid[mine[k] as number] as Float64Array)[row] as number;
    const paid = out.paid[mine[i] as number] as Float64Array;
    paid[row] = Math.max(0, Math.min(left, paid[row] as number));
  }
};

/** 从高不重复, then the caps over several rules, the smallest cut first. */
const settleRow = (row: number, out: Payouts, together: Together): void => {
  const { mine, rival } = together;
  const count = ranked(row, out, mine);
  let standing = 0;
  for (let i = 0; i < count; i += 1) {
    const at = mine[i] as number;
    let beaten = false;
    for (let k = 0; k < standing && !beaten; k += 1) beaten = rival(at, mine[k] as number);
    if (!beaten) {
      mine[standing] = at;
      standing += 1;
      continue;
    }
    (out.paid[at] as Float64Array)[row] = Number.NaN;
    out.yields[at] = (out.yields[at] as number) + 1;
  }
  capRow(row, out, together, standing);
};

const unionOf = (rules: readonly Entitled[]): Int32Array => {
  const all = new Int32Array(rules[0]?.bits.length ?? 0);
  for (const { bits } of rules)
    for (let i = 0; i < all.length; i += 1) all[i] = (all[i] as number) | (bits[i] as number);
  return all;
};

/** Rows in the order in which they are served; a tie goes by arrival. */
export type Rank = (order: Order, rows: Int32Array, amountAt: (row: number) => number) => Int32Array;

const quota = (at: number, { most, order }: NonNullable<Terms['quota']>, out: Payouts, rank: Rank): void => {
  const paid = out.paid[at] as Float64Array;
  const rows: number[] = [];
  for (let row = 0; row < paid.length; row += 1) if (!Number.isNaN(paid[row])) rows.push(row);
  if (rows.length <= most) return;
  for (const row of rank(order, Int32Array.from(rows), (each) => paid[each] as number).subarray(most)) {
    paid[row] = Number.NaN;
    count(out.cut, at);
  }
};

const totalAt = ({ paid }: Payouts, row: number): number => {
  let sum = 0;
  for (const each of paid) if (!Number.isNaN(each[row])) sum += each[row] as number;
  return sum;
};

const shareOut = (out: Payouts, part: number): void => {
  for (const paid of out.paid)
    for (let row = 0; row < paid.length; row += 1)
      if (!Number.isNaN(paid[row])) paid[row] = Math.floor((paid[row] as number) * part);
};

/** In full, one after the other, until the next one does not fit any more. */
const payInOrder = (out: Payouts, most: number, order: Order, rank: Rank): void => {
  const size = out.paid[0]?.length ?? 0;
  const rows: number[] = [];
  for (let row = 0; row < size; row += 1) if (totalAt(out, row) > 0) rows.push(row);
  let [left, over] = [most, false];
  for (const row of rank(order, Int32Array.from(rows), (each) => totalAt(out, each))) {
    const sum = totalAt(out, row);
    over ||= sum > left;
    if (!over) left -= sum;
    else
      for (const [at, paid] of out.paid.entries())
        if ((paid[row] as number) > 0) {
          paid[row] = Number.NaN;
          count(out.cut, at);
        }
  }
};

export type Settling = {
  readonly caps: readonly GroupCap[];
  readonly budget?: { readonly most: number; readonly how: Rationing } | undefined;
  readonly rank: Rank;
};

/** Payouts of a rule for each of these. */
export const payoutsIn = (paid: readonly Float64Array[]): Payouts => ({
  paid,
  yields: new Float64Array(paid.length),
  nothing: new Float64Array(paid.length),
  open: new Float64Array(paid.length),
  cut: new Float64Array(paid.length),
});

/** What is paid in the end: each its own, then 从高, caps, quotas, the budget. Writes into `out`. */
export const settleAll = (rules: readonly Entitled[], { caps, budget, rank }: Settling, out: Payouts): Payouts => {
  for (const each of [out.yields, out.nothing, out.open, out.cut]) each.fill(0);
  entitle(rules, out);
  const together = rules.filter(({ terms }) => terms.group !== undefined || (terms.excludes ?? []).length > 0);
  if (together.length > 0) {
    const rival = rivalryOf(rules, caps);
    const byGroup = new Map(caps.map((each) => [each.group, each]));
    const capOf = rules.map(({ terms }) => (terms.group === undefined ? undefined : byGroup.get(terms.group)));
    const work: Together = { rival, capOf, mine: [] };
    eachRow(unionOf(together), (row) => settleRow(row, out, work));
  }
  for (const [at, { terms }] of rules.entries()) if (terms.quota) quota(at, terms.quota, out, rank);
  if (!budget) return out;
  let total = 0;
  for (const paid of out.paid) for (const amount of paid) if (!Number.isNaN(amount)) total += amount;
  if (total <= budget.most) return out;
  if (budget.how.by === 'share') shareOut(out, budget.most / total);
  else payInOrder(out, budget.most, budget.how, rank);
  return out;
};
