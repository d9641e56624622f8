import type { FactDefinition } from '../facts/index.ts';

/** What else a scanner may be shown besides facts. */
export type ScanExtra = 'credit' | 'tags' | 'matters';

/** What one kind of scanner sees of an enterprise. A scanner sees the union of all that fit him. */
export type ScanView = {
  readonly id: string;
  readonly title: string;
  /** Whoever holds one of these roles. */
  readonly roles?: readonly string[] | undefined;
  /** Whoever works in a unit that answers for one of these departments' facts. */
  readonly departments?: readonly string[] | undefined;
  /** Nobody else in particular: everybody. */
  readonly everyone?: boolean | undefined;
  readonly facts: readonly string[];
  readonly groups: readonly string[];
  /** The facts that the scanner's own department answers for. */
  readonly own?: boolean | undefined;
  readonly shows: readonly ScanExtra[];
};

export type Scanner = {
  readonly roles: readonly string[];
  /** Departments of facts that the scanner's unit answers for. */
  readonly departments: readonly string[];
  /** May see sensitive facts wherever they are. */
  readonly sensitive: boolean;
};

export type Sight = {
  readonly views: readonly { readonly id: string; readonly title: string }[];
  readonly facts: readonly FactDefinition[];
  readonly shows: readonly ScanExtra[];
};

const fits = (view: ScanView, { roles, departments }: Scanner): boolean =>
  view.everyone === true ||
  (view.roles ?? []).some((each) => roles.includes(each)) ||
  (view.departments ?? []).some((each) => departments.includes(each));

/**
 * What this scanner may see. A sensitive fact is shown to its own department and to whoever may see all; that a view
 * names its group is not enough.
 */
export function sightOf(views: readonly ScanView[], scanner: Scanner, catalogue: readonly FactDefinition[]): Sight {
  const fitting = views.filter((each) => fits(each, scanner));
  const own = (fact: FactDefinition): boolean => scanner.departments.includes(fact.owner);
  return {
    views: fitting.map(({ id, title }) => ({ id, title })),
    facts: catalogue.filter(
      (fact) =>
        fitting.some(
          (view) =>
            view.facts.includes(fact.key) || view.groups.includes(fact.group) || (view.own === true && own(fact)),
        ) &&
        (fact.sensitivity !== 'sensitive' || scanner.sensitive || own(fact)),
    ),
    shows: [...new Set(fitting.flatMap((each) => each.shows))],
  };
}
