import {
  type Directory,
  directoryOf,
  type Grid,
  type Post,
  type Region,
  type Relation,
  SERVES_GRID,
  type Unit,
} from '#engines/registry';
import { type Actor, day, type SeededRandom, seededRandom } from '#kernel';
import type { Enterprise, Person } from '#platform/registry';
import { makeEnterprises } from './make-enterprises.ts';
import { makePeople } from './make-people.ts';
import { type DemoSeeds, readSeeds } from './schema.ts';

/** What the packs must hold for a demo. */
export type DemoPack = {
  readonly units: readonly Unit[];
  readonly regions: readonly Region[];
  readonly roles: readonly { readonly id: string; readonly permissions: readonly string[] }[];
  readonly demo: Readonly<Record<string, unknown>>;
  readonly other: Readonly<Record<string, unknown>>;
};

export type DemoAccount =
  | {
      readonly kind: 'official';
      readonly id: string;
      readonly login: string;
      readonly title: string;
      readonly person: string;
      readonly password: string;
    }
  | {
      readonly kind: 'enterprise';
      readonly id: string;
      readonly login: string;
      readonly title: string;
      readonly enterprise: string;
      /** Its bank account was closed: what is paid there comes back. */
      readonly accountClosed?: true;
      readonly phone: string;
    };

/** The whole demo city in memory: who there is, and how each of them acts. */
export type DemoCity = {
  readonly seeds: DemoSeeds;
  readonly enterprises: readonly Enterprise[];
  readonly people: readonly Person[];
  readonly posts: readonly Post[];
  readonly relations: readonly Relation[];
  readonly grids: readonly Grid[];
  readonly accounts: readonly DemoAccount[];
  readonly directory: Directory;
  readonly random: SeededRandom;
  /** Whoever holds the role in the unit; undefined when nobody does. */
  readonly official: (unit: string, role: string) => Actor | undefined;
  /** A person of the sign-in page as leader of the unit. */
  readonly leader: (unit: string, person: string) => Actor | undefined;
  readonly firm: (enterprise: string) => Actor;
  /** The officer of a grid of the region. */
  readonly gridOfficer: (enterprise: string) => Actor | undefined;
  /** The section that a unit's handlers sit in. */
  readonly section: (unit: string) => string | undefined;
};

/** Makes the demo city from its packs: the same seed, the same city. */
export function makeDemoCity(pack: DemoPack, seed = 'quzhou-demo'): DemoCity {
  const seeds = readSeeds(pack);
  const random = seededRandom(seed);
  const enterprises = makeEnterprises(seeds, random.fork('enterprises'));
  const made = makePeople(seeds, pack.units, enterprises, random.fork('people'));
  const directory = directoryOf({ ...made, units: pack.units, regions: pack.regions }, day('2026-01-01'));
  const accounts = accountsOf(seeds, enterprises);
  const permissions = new Map(pack.roles.map((each) => [each.id, each.permissions]));
  const actorOf = (post: Post): Actor => ({
    kind: 'official',
    id: post.person,
    unit: post.unit,
    roles: [post.role],
    permissions: permissions.get(post.role) ?? [],
    ...(post.section && { section: post.section }),
  });
  const find = (test: (post: Post) => boolean): Actor | undefined => {
    const post = made.posts.find(test);
    return post && actorOf(post);
  };
  const officers = new Map(
    made.relations
      .filter((each) => each.kind === SERVES_GRID && each.role === 'grid-officer')
      .map((each) => [each.object, each.subject]),
  );
  const gridOf = new Map(
    made.relations.filter((each) => each.kind === 'in-grid').map((each) => [each.subject, each.object]),
  );
  const accountOf = new Map(
    accounts.flatMap((each) => (each.kind === 'enterprise' ? [[each.enterprise, each.id]] : [])),
  );
  return {
    seeds,
    enterprises,
    ...made,
    accounts,
    directory,
    random: random.fork('scenario'),
    official: (unit, role) => find((each) => each.unit === unit && each.role === role),
    leader: (unit, person) => find((each) => each.unit === unit && each.person === person && each.role === 'leader'),
    firm: (enterprise) => ({
      kind: 'enterprise',
      id: accountOf.get(enterprise) ?? `demo-firm-${enterprise}`,
      enterprise,
      roles: ['enterprise'],
      permissions: permissions.get('enterprise') ?? [],
    }),
    gridOfficer: (enterprise) => {
      const person = officers.get(gridOf.get(enterprise) ?? '');
      return find((each) => each.person === person);
    },
    section: (unit) => made.posts.find((each) => each.unit === unit && each.role === 'handler')?.section,
  };
}

function accountsOf({ accounts }: DemoSeeds, enterprises: readonly Enterprise[]): readonly DemoAccount[] {
  const officials = accounts.officials.map(
    ({ login, title }): DemoAccount => ({
      kind: 'official',
      id: `demo-account-${login}`,
      login,
      title,
      person: `demo-${login}`,
      password: accounts.password,
    }),
  );
  const firms = accounts.enterprises.map(({ phone, region, nth, title, accountClosed }): DemoAccount => {
    const firm = enterprises.filter((each) => each.region === region)[nth];
    if (!firm) throw new Error(`no enterprise ${nth} in ${region}`);
    return {
      kind: 'enterprise',
      id: `demo-firm-${firm.id}`,
      login: phone,
      title: `${title} ${firm.name}`,
      enterprise: firm.id,
      phone,
      ...(accountClosed && { accountClosed }),
    };
  });
  return [...officials, ...firms];
}
