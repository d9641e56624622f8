import {
  GRID_OFFICER,
  type Grid,
  IN_GRID,
  LEADS_BLOCK,
  type Post,
  type Relation,
  SERVES_GRID,
  type Unit,
} from '#engines/registry';
import { type Day, day, type SeededRandom } from '#kernel';
import type { Enterprise, Person } from '#platform/registry';
import type { DemoSeeds, Job } from './schema.ts';

export type DemoPeople = {
  readonly people: readonly Person[];
  readonly posts: readonly Post[];
  readonly relations: readonly Relation[];
  readonly grids: readonly Grid[];
};

const SINCE: Day = day('2024-01-01');

type Making = {
  readonly people: Person[];
  readonly posts: Post[];
  readonly relations: Relation[];
  readonly grids: Grid[];
  readonly newPerson: (id?: string) => string;
};

/** Everyone who serves in the demo city, and the grids with whoever serves there; names are put together from signs. */
export function makePeople(
  seeds: DemoSeeds,
  units: readonly Unit[],
  enterprises: readonly Enterprise[],
  random: SeededRandom,
): DemoPeople {
  const making = start(seeds, random.fork('names'));
  nameAccounts(seeds, making);
  for (const unit of units) staff(unit, jobsFor(unit, seeds), making);
  linkLeaders(seeds, making);
  makeGrids(seeds, enterprises, making);
  const { people, posts, relations, grids } = making;
  return { people, posts, relations, grids };
}

function start({ names }: DemoSeeds, random: SeededRandom): Making {
  const people: Person[] = [];
  const taken = new Set<string>();
  const newName = (): string => {
    for (;;) {
      const name = random.pick(names.surnames) + random.pick(names.given);
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
  const newPerson = (id = `demo-p${people.length + 1}`): string => {
    people.push({ id, name: newName() });
    return id;
  };
  return { people, posts: [], relations: [], grids: [], newPerson };
}

const addPost = (
  making: Making,
  unit: string,
  job: Pick<Post, 'person' | 'role'> & { title: string; section?: string | undefined },
): void => {
  const { section, ...rest } = job;
  making.posts.push({
    ...rest,
    id: `demo-o${making.posts.length + 1}`,
    unit,
    validFrom: SINCE,
    ...(section && { section }),
  });
};

/** Those on the sign-in page are `demo-` and their login, so that a test can name them. */
function nameAccounts({ accounts }: DemoSeeds, making: Making): void {
  for (const { login, unit, section, role, post } of accounts.officials) {
    const person = making.newPerson(`demo-${login}`);
    addPost(making, unit, { person, role, title: post, section });
  }
}

function jobsFor(unit: Unit, { accounts, dispatch }: DemoSeeds): readonly Job[] {
  const { staffing } = accounts;
  if (unit.dispatches) return staffing.office;
  if (unit.kind === 'task-force') return staffing.taskForce;
  if (['group', 'city'].includes(unit.kind)) return [];
  const handles = Object.values(dispatch.functions).some(({ units }) => Object.values(units).includes(unit.id));
  if (handles) return unit.level === 1 ? staffing.city : staffing.county;
  return staffing.other;
}

/** Roles that the sign-in page already fills are not filled twice. */
function staff(unit: Unit, jobs: readonly Job[], making: Making): void {
  const section = unit.sections.find((each) => each !== '办公室');
  for (const { role, post, section: inside } of jobs) {
    if (making.posts.some((each) => each.unit === unit.id && each.role === role)) continue;
    addPost(making, unit.id, { person: making.newPerson(), role, title: post, section: inside ? section : undefined });
  }
}

function linkLeaders({ accounts }: DemoSeeds, making: Making): void {
  const link = (person: string, block: string): void => {
    making.relations.push({
      id: `demo-l${making.relations.length + 1}`,
      kind: LEADS_BLOCK,
      subject: person,
      object: block,
      validFrom: SINCE,
      evidence: { source: accounts.leaderSource },
    });
  };
  for (const { login, block } of accounts.officials) if (block) link(`demo-${login}`, block);
  for (const { post, block } of accounts.leaders) {
    const person = making.newPerson();
    addPost(making, 'qz-leaders', { person, role: 'leader', title: post });
    link(person, block);
  }
}

function makeGrids({ grids, accounts }: DemoSeeds, enterprises: readonly Enterprise[], making: Making): void {
  for (const [region, { names, unit }] of Object.entries(grids.communities)) {
    const mine = accounts.officials.find((each) => each.grid === region);
    const opened = names.flatMap((name, at) => {
      const community = addGrid(making, { name: `${name}社区`, kind: 'community', parent: null, region });
      serve(making, community, 'community-head', unit, '社区长', grids.source);
      serve(making, community, 'community-deputy', unit, '副社区长', grids.source);
      // 33 communities and 65 grids: two each, but for the last.
      const parts = region === '330824' && at === names.length - 1 ? ['一'] : ['一', '二'];
      return parts.map((part, nth) => {
        const first = at === 0 && nth === 0;
        const grid = addGrid(making, {
          name: `${name}${part}网格`,
          kind: 'grid',
          parent: community,
          region,
          ...(first && { catchAll: true }),
        });
        serve(making, grid, 'grid-head', unit, '网格长', grids.source);
        if (first && mine) serveAs(making, grid, GRID_OFFICER, `demo-${mine.login}`, grids.source);
        else serve(making, grid, GRID_OFFICER, unit, '驻企服务员', grids.source);
        return grid;
      });
    });
    fill(
      opened,
      enterprises.filter((each) => each.region === region),
      making,
    );
  }
}

function addGrid(making: Making, grid: Omit<Grid, 'id' | 'validFrom'>): string {
  const id = `demo-g${making.grids.length + 1}`;
  making.grids.push({ ...grid, id, validFrom: SINCE });
  return id;
}

function serve(making: Making, grid: string, role: string, unit: string, title: string, source: string): void {
  const person = making.newPerson();
  addPost(making, unit, { person, role: 'grid-officer', title });
  serveAs(making, grid, role, person, source);
}

function serveAs(making: Making, grid: string, role: string, person: string, source: string): void {
  const id = `demo-s${making.relations.length + 1}`;
  making.relations.push({
    id,
    kind: SERVES_GRID,
    subject: person,
    object: grid,
    role,
    validFrom: SINCE,
    evidence: { source },
  });
}

function fill(grids: readonly string[], enterprises: readonly Enterprise[], making: Making): void {
  enterprises.forEach(({ id }, at) => {
    const grid = grids[at % grids.length];
    if (grid) making.relations.push({ id: `demo-e-${id}`, kind: IN_GRID, subject: id, object: grid, validFrom: SINCE });
  });
}
