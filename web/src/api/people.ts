import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import type { Person, Unit, UnitNode } from './types/index.ts';

type Items<T> = { readonly items: readonly T[] } | readonly T[];
const items = <T>(answer: Items<T>): readonly T[] => ('items' in answer ? answer.items : answer);

export const unitsQuery = (q: string) =>
  queryOptions({
    queryKey: ['units', q],
    queryFn: async ({ signal }) => items(await get<Items<Unit>>('/units', { q }, signal)),
    staleTime: 5 * 60_000,
    placeholderData: (previous) => previous,
  });

export const unitTreeQuery = queryOptions({
  queryKey: ['units', 'tree'],
  queryFn: async ({ signal }) => items(await get<Items<UnitNode>>('/units/tree', undefined, signal)),
  staleTime: 5 * 60_000,
});

export const peopleQuery = (unit: string) =>
  queryOptions({
    queryKey: ['people', unit],
    queryFn: async ({ signal }) => items(await get<Items<Person>>('/people', { unit }, signal)),
    staleTime: 5 * 60_000,
  });
