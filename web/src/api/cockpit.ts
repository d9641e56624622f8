import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import type { TeamStand } from './evaluation.ts';
import type { Interval } from './indicators.ts';
import type { LeagueLine } from './schemes.ts';
import type { Coded, Lamp, Named } from './types/index.ts';

export type Lamps = Readonly<Record<Lamp, number>>;

export type CockpitLine = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly dueAt?: number;
  readonly unit?: string;
  readonly person?: string;
  /** Working minutes from now; negative once it is over. */
  readonly remainingMinutes?: number;
  readonly lamp: Lamp;
};

export type Tile = {
  readonly region: Coded;
  readonly short: string;
  readonly column: number;
  readonly row: number;
  readonly open: number;
  readonly overdue: number;
  readonly near: number;
  readonly score: number | null;
  readonly tier: number | null;
  readonly few?: true;
};

export type Headline = {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly direction: 'higher' | 'lower' | 'none';
  readonly value: number | null;
  readonly before: number | null;
  readonly interval: Interval;
  readonly counted: number;
  readonly good?: number;
};

export type Cockpit = {
  readonly on: string;
  readonly now: number;
  readonly asOf: number;
  readonly isToday: boolean;
  readonly breaking: {
    readonly today: number;
    readonly overdue: number;
    readonly near: number;
    readonly open: number;
    readonly items: readonly CockpitLine[];
    readonly hidden: number;
    /** Working days. */
    readonly oldestDays?: number;
  };
  readonly units: readonly {
    readonly unit: Named;
    readonly overdue: number;
    readonly near: number;
    readonly open: number;
  }[];
  readonly plans: readonly { readonly id: string; readonly title: string; readonly lamps: Lamps }[];
  readonly tiles: readonly Tile[];
  /** What belongs to no tile: the city's own. */
  readonly rest: { readonly open: number; readonly overdue: number };
  readonly index: {
    readonly scheme: string;
    readonly title: string;
    readonly caution: string;
    readonly confidence: number;
    readonly lines: readonly LeagueLine[];
  } | null;
  readonly headline: readonly Headline[];
  readonly teams: readonly TeamStand[];
  readonly alerts: readonly { readonly id: string; readonly title: string; readonly at: number }[];
  readonly causes: readonly { readonly category: Coded; readonly count: number; readonly before: number }[];
  readonly money: Money | null;
  readonly ones: readonly { readonly title: string; readonly words: string; readonly page: string }[];
};

export type MoneyStage = 'committed' | 'payable' | 'sent' | 'arrived' | 'returned';
/** Amounts in 分. */
export type Money = {
  readonly year: number;
  readonly budget: number;
  readonly stages: readonly { readonly stage: MoneyStage; readonly amount: number; readonly items: number }[];
  readonly days: { readonly median: number; readonly slowest: number; readonly items: number } | null;
};

/** Live without reload: the server says when its numbers have moved (events.ts); a limit also passes by itself. */
const LIMITS_PASS_MS = 60_000;

export const cockpitQuery = (on: string | undefined) =>
  queryOptions({
    queryKey: ['cockpit', on ?? 'today'],
    queryFn: ({ signal }) => get<Cockpit>('/cockpit', { on }, signal),
    placeholderData: (previous) => previous,
    refetchInterval: on === undefined ? LIMITS_PASS_MS : false,
  });

export type Outline = {
  readonly title: string;
  readonly review: string;
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly {
    readonly region: string;
    readonly path: string;
    readonly x: number;
    readonly y: number;
  }[];
};
/** Part of the pack: it does not change while the page is open. */
export const outlineQuery = queryOptions({
  queryKey: ['cockpit', 'outline'],
  queryFn: ({ signal }) => get<{ readonly outline: Outline | null }>('/cockpit/outline', {}, signal),
  select: ({ outline }) => outline,
  staleTime: Number.POSITIVE_INFINITY,
});

export type Standing = {
  readonly what: string;
  readonly on?: string;
  readonly region?: string;
  readonly unit?: string;
  readonly plan?: string;
};

type Lines = {
  readonly on: string;
  readonly total: number;
  readonly hidden: number;
  readonly items: readonly CockpitLine[];
  readonly next?: string;
};
export const standingQuery = (asked: Standing) =>
  infiniteQueryOptions({
    queryKey: ['cockpit', 'records', asked],
    queryFn: ({ signal, pageParam }) => get<Lines>('/cockpit/records', { ...asked, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Lines) => last.next,
  });

export type MoneyLine = {
  readonly id: string;
  readonly payee: string;
  readonly purpose: string;
  readonly amount: number;
  readonly since: string;
};
type MoneyLines = {
  readonly on: string;
  readonly year: number;
  readonly items: readonly MoneyLine[];
  readonly next?: string;
};
export const moneyQuery = (asked: { readonly stage: MoneyStage; readonly on?: string }) =>
  infiniteQueryOptions({
    queryKey: ['cockpit', 'money', asked],
    queryFn: ({ signal, pageParam }) => get<MoneyLines>('/cockpit/money', { ...asked, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: MoneyLines) => last.next,
  });
