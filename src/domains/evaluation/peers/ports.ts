import type { CollectPorts } from '../collect/index.ts';

/** What a source says of another city's indicator in a period; without a value it takes back what stood. */
export type BenchmarkRow = {
  readonly id: string;
  readonly city: string;
  readonly indicator: string;
  readonly period: string;
  readonly value: number | null;
  /** The document that says so. */
  readonly source: string;
  readonly sourceDay: string | null;
  readonly link: string | null;
  readonly why: string | null;
  readonly recordedAt: number;
  readonly recordedBy: string;
  /** Who else read it against the document; null while nobody did. */
  readonly checkedBy: string | null;
  readonly checkedAt: number | null;
};
export type NewBenchmarkRow = Omit<BenchmarkRow, 'checkedBy' | 'checkedAt'>;

export type BenchmarkStore = {
  readonly add: (tenant: string, rows: readonly NewBenchmarkRow[]) => Promise<void>;
  /** The row recorded last of each city, indicator and period, unless it was taken back. */
  readonly held: (
    tenant: string,
    asked: {
      readonly indicators: readonly string[];
      readonly cities: readonly string[];
      readonly periods?: readonly string[] | undefined;
    },
  ) => Promise<readonly BenchmarkRow[]>;
  readonly check: (tenant: string, id: string, by: string, at: number) => Promise<void>;
  /** Everything ever recorded of one cell, oldest first. */
  readonly history: (
    tenant: string,
    cell: { readonly indicator: string; readonly city: string; readonly period: string },
  ) => Promise<readonly BenchmarkRow[]>;
  /** Which cities have values, those with the most first. */
  readonly cities: (tenant: string) => Promise<readonly { readonly city: string; readonly values: number }[]>;
};

export type PeerPorts = CollectPorts & { readonly benchmarks: BenchmarkStore };
