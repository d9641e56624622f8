import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { Coded, Named } from './types/index.ts';

export type WaitingRound = Pick<RoundRow, 'id' | 'title' | 'closesAt'>;
type RoundRow = {
  readonly id: string;
  readonly title: string;
  readonly closesAt: number;
  readonly open: boolean;
  readonly members: number;
  /** I am asked, it is open, and I have said nothing yet. */
  readonly waiting: boolean;
};
export type PanelAnswer = {
  readonly id: string;
  readonly person: Named;
  readonly at: number;
  readonly body: string;
  readonly place?: string;
  readonly status: Coded;
  readonly reason?: string;
  readonly matter?: string;
};
export type Round = Omit<RoundRow, 'members' | 'waiting'> & {
  readonly question: string;
  readonly unit: Named;
  readonly members: readonly { readonly person: Named; readonly kind: Coded; readonly answered: number }[];
  readonly answers: readonly PanelAnswer[];
};

const base = '/panels/rounds';

export const roundsQuery = queryOptions({
  queryKey: ['panels'],
  queryFn: async ({ signal }) => (await get<{ items: readonly RoundRow[] }>(base, undefined, signal)).items,
});
export const roundQuery = (id: string) =>
  queryOptions({
    queryKey: ['panels', id],
    queryFn: ({ signal }) => get<Round>(`${base}/${encodeURIComponent(id)}`, undefined, signal),
  });

type NewRound = {
  readonly title: string;
  readonly question: string;
  readonly closes: string;
  readonly members: readonly { readonly person: string; readonly kind: string }[];
};
export const openRound = (round: NewRound, key: string) => post<Round>(base, round, key);

type Answering = { readonly round: string; readonly body: string; readonly place?: string };
export const answerRound = ({ round, ...answer }: Answering, key: string) =>
  post<PanelAnswer>(`${base}/${encodeURIComponent(round)}/answers`, answer, key);

/** With a reason it is declined; either way the submitter is told. */
export const decideAnswer = ({ id, reason }: { readonly id: string; readonly reason?: string }, key: string) =>
  post<PanelAnswer>(
    `/panels/answers/${encodeURIComponent(id)}/${reason === undefined ? 'accept' : 'decline'}`,
    reason === undefined ? {} : { reason },
    key,
  );
