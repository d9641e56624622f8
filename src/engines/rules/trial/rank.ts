import { NO_DAY, type Population } from '../match/population.ts';
import type { Order, Rank } from './settle.ts';

/** A number for a row that looks like chance and is always the same. */
const rowKey = (row: number, seed: number): number => {
  let x = (row + 1) ^ seed;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
};

type Weight = (row: number) => number;

const factWeight = (population: Population, { fact = '', ascending }: Order): Weight => {
  const column = population.columns.get(fact);
  if (!column || column.kind === 'code') throw new Error(`不能按“${fact}”排先后：要数或日期`);
  // What nobody knows comes last, whichever way the order runs.
  return (row) => {
    const value = column.values[row] as number;
    if (Number.isNaN(value) || (column.kind === 'date' && value === NO_DAY)) return Number.NEGATIVE_INFINITY;
    return ascending ? -value : value;
  };
};

const weightOf = (population: Population, order: Order, amountAt: Weight): Weight => {
  if (order.by === 'fact') return factWeight(population, order);
  if (order.by === 'arrival') return () => 0;
  return order.ascending ? (row) => -amountAt(row) : amountAt;
};

/** Ties, and arrival, which nobody knows beforehand, go by a draw that always comes out the same. */
export const rankOver =
  (population: Population, seed: number): Rank =>
  (order, rows, amountAt) => {
    const weight = weightOf(population, order, amountAt);
    const lot = seed ^ 0x5bd1e995;
    return rows.toSorted((a, b) => {
      const [x, y] = [weight(a), weight(b)];
      return x === y ? rowKey(a, lot) - rowKey(b, lot) : x > y ? -1 : 1;
    });
  };
