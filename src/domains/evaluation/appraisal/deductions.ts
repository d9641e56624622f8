import { indicatorOf, type Leaf, leavesOf } from '#engines/indicators';
import type { CompiledIndicator, CompiledSource } from '../events/definition.ts';
import { findIndicator } from '../events/read.ts';
import type { EvaluationPorts, Window } from '../ports.ts';
import type { AppraisalInput, AppraisalLine } from './appraise.ts';
import { HELD, LED } from './frame.ts';
import { type LedMove, ledMoves } from './led-movement.ts';

/** One record behind the points that an item cost (or brought), and how many of them are its own. */
export type LostTo = {
  readonly record: string;
  readonly at: number;
  /** The clock that was missed, and how much of its time this unit held. */
  readonly clock?: {
    readonly source: string;
    readonly clock: string;
    readonly share: number;
    readonly minutes: number;
  };
  readonly points: number;
};

export type Deduction = {
  readonly leaf: Leaf;
  readonly indicator: string;
  readonly value: number | null;
  readonly points: number | null;
  readonly of: number;
  readonly lost: number;
  /** What is not earned here was never had: no deduction. */
  readonly credit: boolean;
  /** How the points are worked out, in words. */
  readonly words: string;
  readonly source: CompiledSource['kind'] | 'clock' | 'movement';
  /** All records that count, and of them those that cost. */
  readonly counted: number;
  readonly costs: number;
  readonly records: readonly LostTo[];
  /** What went up or down, where the item is about indicators that the unit leads. */
  readonly moves: readonly LedMove[];
};

type Asked = {
  readonly tenant: string;
  readonly month: string;
  readonly window: Window;
  readonly input: AppraisalInput;
  readonly line: AppraisalLine;
  readonly limit: number;
};

/** A unit's score, walked down from each item to the records that cost its points; the parts sum to what was lost. */
export function deductionsOf(ports: EvaluationPorts, asked: Asked): Promise<readonly Deduction[]> {
  const leaves = leavesOf(asked.input.scheme.root);
  return Promise.all(
    leaves.map(async (leaf) => {
      const indicator = indicatorOf(leaf);
      const part = asked.line.parts.find((each) => each.indicator === indicator);
      const { value = null, points = null, of = 0 } = part ?? {};
      const found = await behind(ports, asked, leaf, indicator);
      const credit = found.isCredit || indicator === LED;
      const lost = points === null ? 0 : Math.max(0, (credit ? of * neutralOf(leaf) : of) - points);
      const weight = found.weight;
      const records = found.records.map(({ weight: own, ...each }) => ({
        ...each,
        points: weight > 0 ? ((found.isCredit ? (points ?? 0) : lost) * own) / weight : 0,
      }));
      const { words, source, counted, costs } = found;
      return {
        leaf,
        indicator,
        value,
        points,
        of,
        lost,
        credit,
        words,
        source,
        counted,
        costs,
        records,
        moves: found.moves ?? [],
      };
    }),
  );
}

/** Which part of the full mark whoever moved nothing has: below it is a deduction, above it a credit. */
function neutralOf({ normaliser }: Leaf): number {
  if (normaliser?.kind !== 'goalposts') return 0;
  const { worst, frontier } = normaliser;
  return Math.min(1, Math.max(0, -worst / (frontier - worst)));
}

type Behind = Pick<Deduction, 'words' | 'source' | 'counted' | 'costs'> & {
  /** Of all records that cost, listed or not. */
  readonly weight: number;
  readonly isCredit: boolean;
  readonly records: readonly (Omit<LostTo, 'points'> & { readonly weight: number })[];
  readonly moves?: readonly LedMove[];
};

async function behind(ports: EvaluationPorts, asked: Asked, leaf: Leaf, indicator: string): Promise<Behind> {
  if (indicator === HELD) return heldBehind(ports, asked);
  const none = { weight: 0, isCredit: false, counted: 0, costs: 0, records: [] };
  if (indicator === LED) {
    const { tenant, window, line, month } = asked;
    const moves = await ledMoves(ports, tenant, { month, window, unit: line.unit });
    const words = '牵头（含双牵头）的指标比上月好转记 +1，转差记 −1，在正常波动之内记 0，取平均';
    return { ...none, source: 'movement', words, counted: moves.length, moves };
  }
  const found = findIndicator(ports, indicator);
  if (found) return recordsBehind(ports, asked, leaf, found.source, found.indicator);
  return { ...none, source: 'matter', words: '此项的口径已不在现行指标目录中，分数按冻结时的数据' };
}

async function recordsBehind(
  ports: EvaluationPorts,
  { tenant, window, input, line, limit }: Asked,
  leaf: Leaf,
  source: CompiledSource,
  indicator: CompiledIndicator,
): Promise<Behind> {
  const isCredit = indicator.kind === 'count' && leaf.direction === 'higher';
  const part = indicator.kind !== 'rate' ? 'counted' : leaf.direction === 'lower' ? 'meets' : 'rest';
  const ask = (which: 'counted' | typeof part, most: number) =>
    ports.marks.records(tenant, source, indicator, window, { unit: line.unit, part: which, limit: most });
  const [bad, all] = await Promise.all([ask(part, limit), ask('counted', 1)]);
  const out = new Set(
    (input.corrections ?? []).flatMap((each) =>
      each.unit === line.unit && each.indicator === indicator.id ? [each.record] : [],
    ),
  );
  const rows = bad.rows.filter((each) => !out.has(each.record));
  const costs = (bad.total ?? 0) - (bad.rows.length - rows.length);
  return {
    words: indicator.words,
    source: source.kind,
    counted: all.total ?? 0,
    costs,
    weight: costs,
    isCredit,
    records: rows.map(({ record, at }) => ({ record, at, weight: 1 })),
  };
}

async function heldBehind({ held }: EvaluationPorts, { tenant, window, input, line, limit }: Asked): Promise<Behind> {
  const { total, late, rows } = await held.records(tenant, window, { unit: line.unit, limit });
  const out = (input.corrections ?? []).filter((each) => each.unit === line.unit && each.indicator === HELD);
  const taken = new Set(out.map((each) => each.record));
  const weight = late - out.reduce((sum, each) => sum + each.counted - each.meets, 0);
  const kept = rows.filter((each) => !taken.has(each.record));
  return {
    words:
      '每个时限记 1，按各单位实际占用的工作时间分成份额；本单位按时的份额 ÷ 本单位的全部份额，长短时限同样各记 1；别的单位占用、暂停计时的不算',
    source: 'clock',
    counted: total,
    costs: kept.length,
    weight: Math.max(0, weight),
    isCredit: false,
    records: kept.map(({ record, at, source, clock, share, minutes }) => ({
      record,
      at,
      clock: { source, clock, share, minutes },
      weight: share,
    })),
  };
}
