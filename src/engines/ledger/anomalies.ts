import { addMoney, formatMoney, type Money, money } from '#kernel';

/** A promise as supervision sees it. `day` counts days from any fixed day; stage days are working days. */
export type WatchedItem = {
  readonly id: string;
  readonly policy: string;
  readonly enterprise: string;
  /** Items of one group exclude each other (从高不重复). */
  readonly exclusion?: string;
  readonly period: string;
  readonly account: string | null;
  readonly amount: Money;
  readonly day: number;
  readonly stage: string;
  readonly stageDays: number;
};

/** Limits are data of the city. */
export type WatchLimits = {
  /** Working days that an item may stay in one stage. */
  readonly stageDays: number;
  /** Above this an item needs another approval; several items just below it within `splitDays` add up. */
  readonly splitAmount: Money;
  readonly splitDays: number;
};

export type Anomaly = {
  /** The same anomaly has the same key on every run: it opens one matter, not one a day. */
  readonly key: string;
  readonly kind: 'shared-account' | 'double-claim' | 'split-claim' | 'slow-stage';
  readonly items: readonly string[];
  readonly what: string;
};

/** What supervision finds in the promises of a city. Pure; the order of the items does not matter. */
export function findAnomalies(items: readonly WatchedItem[], limits: WatchLimits): readonly Anomaly[] {
  const sorted = items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [
    ...sharedAccounts(sorted),
    ...doubleClaims(sorted),
    ...splitClaims(sorted, limits),
    ...sorted
      .filter(({ stageDays }) => stageDays > limits.stageDays)
      .map(({ id, stage, stageDays }) => ({
        key: `slow-stage ${id} ${stage}`,
        kind: 'slow-stage' as const,
        items: [id],
        what: `在“${stage}”环节停留 ${stageDays} 个工作日，超过 ${limits.stageDays} 个工作日`,
      })),
  ];
}

const idsOf = (items: readonly WatchedItem[]) => items.map((each) => each.id);
const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)];

function sharedAccounts(items: readonly WatchedItem[]): readonly Anomaly[] {
  const withAccount = items.filter((each) => each.account !== null);
  return [...Map.groupBy(withAccount, (each) => each.account)].flatMap(([account, same]) => {
    const owners = distinct(same.map((each) => each.enterprise));
    return owners.length < 2
      ? []
      : [
          {
            key: `shared-account ${account}`,
            kind: 'shared-account' as const,
            items: idsOf(same),
            what: `${owners.length} 家企业使用同一收款账户`,
          },
        ];
  });
}

function doubleClaims(items: readonly WatchedItem[]): readonly Anomaly[] {
  const grouped = Map.groupBy(
    items.filter((each) => each.exclusion !== undefined),
    ({ enterprise, exclusion, period }) => `${enterprise} ${exclusion} ${period}`,
  );
  return [...grouped].flatMap(([key, same]) =>
    distinct(same.map((each) => each.policy)).length < 2
      ? []
      : [
          {
            key: `double-claim ${key}`,
            kind: 'double-claim' as const,
            items: idsOf(same),
            what: `同一企业在同一期间享受了 ${same.length} 项只能择一享受的政策`,
          },
        ],
  );
}

function splitClaims(items: readonly WatchedItem[], limits: WatchLimits): readonly Anomaly[] {
  const small = items.filter((each) => each.amount < limits.splitAmount);
  return [...Map.groupBy(small, ({ enterprise, policy }) => `${enterprise} ${policy}`)].flatMap(([key, same]) => {
    const inTime = same.toSorted((a, b) => a.day - b.day);
    for (const [at, first] of inTime.entries()) {
      const near = inTime.slice(at).filter((each) => each.day - first.day <= limits.splitDays);
      const sum = near.reduce((total, each) => addMoney(total, each.amount), money(0));
      if (near.length > 1 && sum >= limits.splitAmount)
        return [
          {
            key: `split-claim ${key} ${first.id}`,
            kind: 'split-claim' as const,
            items: idsOf(near),
            what: `${limits.splitDays} 日内分 ${near.length} 笔申领共 ${formatMoney(sum)}，合计达到 ${formatMoney(limits.splitAmount)} 的审批限额`,
          },
        ];
    }
    return [];
  });
}
