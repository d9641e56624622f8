import { type Finding, type LineOf, pathText } from './finding.ts';
import { acts } from './prove/acts.ts';
import { bounds } from './prove/bounds.ts';
import { governing, joins, ladders } from './prove/clocks.ts';
import { grounds } from './prove/grounds.ts';
import { names } from './prove/names.ts';
import type { Rule, Surroundings } from './prove/rule.ts';
import { authorised, liveClocks, owners, reachAndEnd } from './prove/states.ts';
import { expressions, fields, numbers } from './prove/words.ts';
import type { LoopDefinition } from './schema.ts';

/** What can be said of a definition at sight. */
const PLAIN: readonly Rule[] = [names, owners, fields, numbers];
/** What needs every name to lead somewhere. */
const DEEP: readonly Rule[] = [
  authorised,
  liveClocks,
  reachAndEnd,
  ladders,
  joins,
  governing,
  bounds,
  grounds,
  acts,
  expressions,
];

export type ProveOptions = Surroundings & {
  /** Where each path stands in the YAML source. */
  readonly lines?: LineOf;
};

/**
 * Publishing is proving: what is wrong with a definition, in words for whoever writes packs. None: it may be published.
 *
 * @example proveLoop(definition).map((each) => each.message) // ['环节“办理中”可能没有任何时限在走']
 */
export function proveLoop(definition: LoopDefinition, options: ProveOptions = {}): readonly Finding[] {
  const { lines, ...surroundings } = options;
  const plain = PLAIN.flatMap((rule) => rule(definition, surroundings));
  const found = plain.length > 0 ? plain : DEEP.flatMap((rule) => rule(definition, surroundings));
  return found.map(({ rule, path, message }) => ({ rule, message, path: pathText(path), ...lines?.(path) }));
}
