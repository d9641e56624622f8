import type { Node } from '#language';
import * as fraction from './value.ts';
import { type Fraction, NotTranslatable, type SqlValue } from './value.ts';

/** What translating one node needs: its inputs as they were named, columns, and room for texts. */
export type Translating = {
  readonly input: (node: Node) => SqlValue;
  readonly column: (name: string) => string | undefined;
  readonly bind: (text: string) => string;
};

/** An input as a number. */
export const numberOf = (at: Translating, node: Node): Fraction => {
  const value = at.input(node);
  if (value.kind === 'number') return value.number;
  if (node.kind === 'null') return fraction.fractionOf(null);
  throw new NotTranslatable(`“${node.kind}”不是数`);
};

/** An input that is no number. */
export const textOf = (at: Translating, node: Node): string => {
  const value = at.input(node);
  if (value.kind === 'plain') return value.text;
  throw new NotTranslatable(`“${node.kind}”是数，这里不要数`);
};
