import type {
  CurvePoint,
  Literal,
  Population,
  RowAmount,
  TrialAnswer,
  TrialAsk,
  TrialSource,
  Which,
} from '#engines/rules';

export type TrialCall =
  | { readonly kind: 'open'; readonly key: string; readonly source: TrialSource; readonly population: Population }
  | { readonly kind: 'ask'; readonly key: string; readonly ask: TrialAsk }
  | {
      readonly kind: 'curve';
      readonly key: string;
      readonly ask: TrialAsk;
      readonly parameter: string;
      readonly values: readonly Literal[];
    }
  | {
      readonly kind: 'rows';
      readonly key: string;
      readonly ask: TrialAsk;
      readonly which: Which;
      readonly limit: number;
    }
  | { readonly kind: 'close'; readonly key: string };

export type TrialReply =
  | { readonly kind: 'done' }
  | { readonly kind: 'answer'; readonly answer: TrialAnswer }
  | { readonly kind: 'curve'; readonly points: readonly CurvePoint[] }
  | { readonly kind: 'rows'; readonly rows: readonly RowAmount[] }
  | { readonly kind: 'failed'; readonly why: string };
