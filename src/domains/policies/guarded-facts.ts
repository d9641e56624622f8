import { isHiddenFrom } from '#engines/registry';
import type { Call } from '#kernel';
import type { Library } from './library.ts';

/** What of these facts the caller may not see of one firm. */
export const hiddenFrom = ({ actor }: Call, facts: Library['facts'], reads: readonly string[]): readonly string[] =>
  facts
    .filter(({ name, sensitivity }) => reads.includes(name) && isHiddenFrom(actor.permissions, sensitivity))
    .map((each) => each.name);
