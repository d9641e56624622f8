import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import type { Enterprise, Person, Unit } from './types/index.ts';

type Items<T> = { readonly items: readonly T[] } | readonly T[];
const items = <T>(answer: Items<T>): readonly T[] => ('items' in answer ? answer.items : answer);

export const unitsQuery = (q: string) =>
  queryOptions({
    queryKey: ['units', q],
    queryFn: async ({ signal }) => items(await get<Items<Unit>>('/units', { q }, signal)),
    staleTime: 5 * 60_000,
    placeholderData: (previous) => previous,
  });

/** A city has a few hundred units: once is enough for what hangs on one of them. */
export const allUnitsQuery = queryOptions({
  queryKey: ['units', 'all'],
  queryFn: async ({ signal }) => items(await get<Items<Unit>>('/units', { limit: 500 }, signal)),
  staleTime: 10 * 60_000,
});

export const peopleQuery = (unit: string) =>
  queryOptions({
    queryKey: ['people', unit],
    queryFn: async ({ signal }) => items(await get<Items<Person>>('/people', { unit }, signal)),
    staleTime: 5 * 60_000,
  });

/** Who served in a unit on a day. */
export const servingQuery = (unit: string, day: string) =>
  queryOptions({
    queryKey: ['people', unit, day],
    queryFn: async ({ signal }) => items(await get<Items<Person>>('/people', { unit, day }, signal)),
  });

/** Whoever holds a post today, by name. */
export const findPeopleQuery = (q: string) =>
  queryOptions({
    queryKey: ['people', 'named', q],
    queryFn: async ({ signal }) => items(await get<Items<Person>>('/people', { q }, signal)),
    staleTime: 5 * 60_000,
    placeholderData: (previous) => previous,
  });

export const enterpriseQuery = (id: string) =>
  queryOptions({
    queryKey: ['enterprise', id],
    queryFn: ({ signal }) => get<Enterprise>(`/enterprises/${encodeURIComponent(id)}`, undefined, signal),
    staleTime: 10 * 60_000,
    retry: false,
  });

export const enterprisesQuery = (q: string) =>
  queryOptions({
    queryKey: ['enterprises', q],
    queryFn: async ({ signal }) => items(await get<Items<Enterprise>>('/enterprises', { q, limit: 20 }, signal)),
    staleTime: 5 * 60_000,
  });
