import { type Call, refuse } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import { hiddenFrom } from '../guarded-facts.ts';
import type { Library } from '../library.ts';
import type { PolicyPorts } from '../ports.ts';
import { sightOf } from './sight.ts';
import type { ClaimView } from './views.ts';

type Ports = Pick<PolicyPorts, 'isOver' | 'placesOf'>;

/** The unit in charge of a clause, one above it, or whoever acts for all units of the city. */
export const isInCharge = async (ports: Ports, call: Call, { clause }: LibraryClause): Promise<boolean> => {
  const { tenant, now, actor } = call;
  if (actor.kind === 'system' || (await ports.isOver(tenant, now, actor.unit ?? '', clause.owner))) return true;
  return actor.permissions.includes('policies.oversee') && (await sightOf(ports, call)).regions === undefined;
};

/** What a clause gives is decided by the unit in charge of it. */
export async function mustBeInCharge(
  ports: Ports & Pick<PolicyPorts, 'unitName'>,
  call: Call,
  each: LibraryClause,
): Promise<void> {
  if (await isInCharge(ports, call, each)) return;
  const { owner, title } = each.clause;
  const name = (await ports.unitName(call.tenant, call.now, owner)) ?? owner;
  throw refuse({
    code: 'claims.not-in-charge',
    kind: 'forbidden',
    what: `“${title}”由${name}办理`,
    why: '您所在的单位不是这条政策的主管单位',
    todo: `请联系${name}`,
  });
}

/** Which facts that a clause reads this official may not see of one firm. */
export const unseenOf = async (
  ports: Ports,
  call: Call,
  { facts }: Library,
  each: LibraryClause,
): Promise<readonly string[]> => ((await isInCharge(ports, call, each)) ? [] : hiddenFrom(call, facts, each.reads));

type Shown = ClaimView & { readonly shown?: readonly { readonly name: string }[] };

/** A claim as an official of another unit may see it: without the figures of the firm that are not his to see. */
export async function asSeen<T extends Shown>(ports: Ports, call: Call, library: Library, view: T): Promise<T> {
  const each = library.clause(view.clause);
  const hidden = new Set(each ? await unseenOf(ports, call, library, each) : []);
  if (hidden.size === 0) return view;
  const { facts, conditions, ...decision } = view.decision as { facts?: object; conditions?: readonly object[] };
  const seen = Object.entries(facts ?? {}).filter(([name]) => !hidden.has(name));
  return {
    ...view,
    decision: {
      ...decision,
      facts: Object.fromEntries(seen),
      // Gaps say the very figure.
      conditions: (conditions ?? []).map((one) => ({ ...one, gaps: [] })),
    },
    // So does the reason of a rule, which stands on while a person looks at it again.
    ...(view.byRule || view.status.code === 'with-clerk' ? { reason: undefined } : {}),
    ...(view.shown ? { shown: view.shown.filter(({ name }) => !hidden.has(name)) } : {}),
  };
}
