import { describe, expect, it } from 'vitest';
import type { Move } from '../../api/types/index.ts';
import { orderMoves } from './move-order.ts';

const move = (name: string, more: Partial<Move> = {}): Move => ({
  move: name,
  title: name,
  primary: false,
  danger: false,
  needs: [],
  ...more,
});
const names = (moves: readonly Move[]) => moves.map((one) => one.move);

describe('moves on a page', () => {
  it('have one primary even where a loop names two, and remarks are no next step', () => {
    const order = orderMoves(
      [move('comment'), move('assign', { primary: true }), move('verify', { primary: true })],
      4,
    );
    expect(order.primary?.move).toBe('assign');
    expect(names(order.near)).toEqual(['verify']);
  });
  it('keep what cannot be undone out of hand when there are many', () => {
    const many = ['a', 'b', 'c', 'd'].map((name) => move(name));
    const order = orderMoves([move('refuse', { danger: true }), ...many], 3);
    expect(names(order.near)).toEqual(['a', 'b', 'c']);
    expect(names(order.far)).toEqual(['refuse', 'd']);
  });
  it('never hide a single one in a menu', () => {
    const order = orderMoves([move('a'), move('b'), move('refuse', { danger: true })], 2);
    expect(names(order.near)).toEqual(['a', 'b', 'refuse']);
    expect(order.far).toEqual([]);
  });
});
