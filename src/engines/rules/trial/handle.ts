import type { Literal, Parameter } from '../source.ts';

/** A number, date or list of codes in the text of a rule that can be moved. */
export type Handle = {
  /** The name of the parameter that stands for it now. */
  readonly parameter: string;
  readonly rule: string;
  readonly part: 'condition' | 'amount';
  /** Which of the conditions, where the rule names them one by one. */
  readonly piece?: string | undefined;
  /** Where it is written in the text of that part or piece, before anything was lifted. */
  readonly start: number;
  readonly end: number;
  readonly type: Parameter['type'];
  readonly unit?: string | undefined;
  readonly list?: boolean | undefined;
  /** What it is compared with, where it is compared with one fact. */
  readonly fact?: string | undefined;
  readonly value: Literal;
  /** It had a name before: a parameter of the set. */
  readonly own?: true | undefined;
};

export type Named = Found & { readonly parameter: string };

/** A handle before it has a name. */
export type Found = Omit<Handle, 'parameter'> & { readonly word: string; readonly codeList?: string | undefined };
