import type { Span } from './diagnostics.ts';
import type { Exact } from './exact.ts';
import type { LibraryFunction } from './functions.ts';
import type { Type } from './types.ts';
import type { Dimension } from './units.ts';

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type Arithmetic = '+' | '-' | '*' | '/';

/**
 * An expression as a tree. `Extra` is nothing after parsing and `{ type }` after checking. 不属于 is `not` of `in`,
 * 不为空 is `is known`; `and` and `or` are flat.
 */
export type Tree<Extra> = Span &
  Extra &
  (
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'number'; readonly value: Exact; readonly written: string; readonly dimension: Dimension }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'date'; readonly value: string }
    | { readonly kind: 'null' }
    | { readonly kind: 'name'; readonly name: string; readonly declared: boolean }
    | { readonly kind: 'list'; readonly items: readonly Tree<Extra>[] }
    | {
        readonly kind: 'range';
        readonly low: Tree<Extra>;
        readonly high: Tree<Extra>;
        readonly lowClosed: boolean;
        readonly highClosed: boolean;
      }
    | { readonly kind: 'not'; readonly operand: Tree<Extra> }
    | { readonly kind: 'negate'; readonly operand: Tree<Extra> }
    | { readonly kind: 'and' | 'or'; readonly operands: readonly Tree<Extra>[] }
    | {
        readonly kind: 'compare';
        readonly operator: Comparison;
        readonly left: Tree<Extra>;
        readonly right: Tree<Extra>;
      }
    | {
        readonly kind: 'arithmetic';
        readonly operator: Arithmetic;
        readonly left: Tree<Extra>;
        readonly right: Tree<Extra>;
      }
    | { readonly kind: 'in'; readonly item: Tree<Extra>; readonly set: Tree<Extra> }
    | { readonly kind: 'between'; readonly item: Tree<Extra>; readonly low: Tree<Extra>; readonly high: Tree<Extra> }
    | {
        readonly kind: 'if';
        readonly condition: Tree<Extra>;
        readonly whenTrue: Tree<Extra>;
        readonly whenFalse: Tree<Extra>;
      }
    | { readonly kind: 'call'; readonly function: LibraryFunction; readonly args: readonly Tree<Extra>[] }
    /** A JSON number without a unit that met one: counted in `scale` stored units. Made by the checker only. */
    | { readonly kind: 'adapt'; readonly operand: Tree<Extra>; readonly scale: Exact }
  );

/** What the parser makes. */
export type Syntax = Tree<unknown>;
/** What the checker makes: every node knows its type and unit. */
export type Node = Tree<{ readonly type: Type }>;

/** The nodes directly below, in the order of the text. */
export const childrenOf = <Extra>(tree: Tree<Extra>): readonly Tree<Extra>[] => {
  switch (tree.kind) {
    case 'list':
      return tree.items;
    case 'range':
      return [tree.low, tree.high];
    case 'not':
    case 'negate':
    case 'adapt':
      return [tree.operand];
    case 'and':
    case 'or':
      return tree.operands;
    case 'compare':
    case 'arithmetic':
      return [tree.left, tree.right];
    case 'in':
      return [tree.item, tree.set];
    case 'between':
      return [tree.item, tree.low, tree.high];
    case 'if':
      return [tree.condition, tree.whenTrue, tree.whenFalse];
    case 'call':
      return tree.args;
    default:
      return [];
  }
};
