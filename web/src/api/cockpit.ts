import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
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
  readonly isToday: boolean;
  readonly breaking: {
    readonly today: number;
    readonly overdue: number;
    readonly near: number;
    readonly open: number;
    readonly items: readonly CockpitLine[];
    readonly hidden: number;
  };
  readonly units: readonly {
    readonly unit: Named;
    readonly overdue: number;
    readonly near: number;
    readonly open: number;
  }[];
  readonly plans: readonly { readonly id: string; readonly title: string; readonly lamps: Lamps }[];
  readonly tiles: readonly Tile[];
  readonly index: {
    readonly scheme: string;
    readonly title: string;
    readonly caution: string;
    readonly confidence: number;
    readonly lines: readonly LeagueLine[];
  } | null;
  readonly headline: readonly Headline[];
  readonly causes: readonly { readonly category: Coded; readonly count: number; readonly before: number }[];
};

/** Live without reload: asked again every ten seconds, which is how often the server follows the events. */
const LIVE_MS = 10_000;

export const cockpitQuery = (on: string | undefined) =>
  queryOptions({
    queryKey: ['cockpit', on ?? 'today'],
    queryFn: ({ signal }) => get<Cockpit>('/cockpit', { on }, signal),
    placeholderData: (previous) => previous,
    refetchInterval: on === undefined ? LIVE_MS : false,
  });

export type Standing = {
  readonly what: string;
  readonly on?: string;
  readonly region?: string;
  readonly unit?: string;
  readonly plan?: string;
};

export const standingQuery = (asked: Standing) =>
  queryOptions({
    queryKey: ['cockpit', 'records', asked],
    queryFn: ({ signal }) =>
      get<{ on: string; total: number; hidden: number; items: readonly CockpitLine[] }>(
        '/cockpit/records',
        asked,
        signal,
      ),
  });
