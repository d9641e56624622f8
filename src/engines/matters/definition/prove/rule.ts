import type { LoopDefinition } from '../schema.ts';

export type Path = readonly (string | number)[];

/** A finding before it is placed in a file. */
export type Flaw = { readonly rule: string; readonly path: Path; readonly message: string };

/** What a definition may refer to outside itself; what is not given is not checked. */
export type Surroundings = {
  readonly lists?: Iterable<string>;
  readonly loops?: Iterable<string>;
  /** Named checks of what people fill in, and named steps that follow, which domains offer. */
  readonly checks?: Iterable<string>;
  readonly calls?: Iterable<string>;
};

export type Rule = (definition: LoopDefinition, surroundings: Surroundings) => readonly Flaw[];

/** Collects flaws of one rule. */
export function flaws(rule: string) {
  const found: Flaw[] = [];
  return {
    add: (path: Path, message: string): void => {
      found.push({ rule, path, message });
    },
    found: found as readonly Flaw[],
  };
}
