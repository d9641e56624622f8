import { useState } from 'react';
import type { Budget, Literal, Variant } from '../../api/simulation.ts';

const blank = (nth: number): Variant => ({ name: `方案${nth}`, values: {} });

export type Variants = {
  readonly all: readonly Variant[];
  readonly at: number;
  readonly now: Variant;
  readonly pick: (at: number) => void;
  readonly move: (parameter: string, value: Literal | undefined) => void;
  readonly setBudget: (budget: Budget | undefined) => void;
  readonly rename: (name: string) => void;
  /** Goes on from the one at hand. */
  readonly add: () => void;
  readonly drop: (at: number) => void;
};

const MOST = 8;
export const mayAdd = ({ all }: Variants): boolean => all.length < MOST;

/** Ways of setting the numbers, side by side; one of them at hand. */
export function useVariants(start: readonly Variant[] | undefined): Variants {
  const [all, setAll] = useState<readonly Variant[]>(start && start.length > 0 ? start : [blank(1)]);
  const [at, setAt] = useState(0);
  const now = all[at] ?? all[0] ?? blank(1);
  const change = (next: Variant) => setAll(all.map((each, i) => (i === at ? next : each)));
  return {
    all,
    at,
    now,
    pick: setAt,
    move: (parameter, value) => {
      const { [parameter]: _, ...rest } = now.values;
      change({ ...now, values: value === undefined ? rest : { ...rest, [parameter]: value } });
    },
    setBudget: (budget) => {
      const { budget: _, ...rest } = now;
      change(budget ? { ...rest, budget } : rest);
    },
    rename: (name) => change({ ...now, name }),
    add: () => {
      setAll([...all, { ...now, name: `方案${all.length + 1}` }]);
      setAt(all.length);
    },
    drop: (gone) => {
      setAll(all.filter((_, i) => i !== gone));
      setAt(Math.max(0, at - (gone <= at ? 1 : 0)));
    },
  };
}
