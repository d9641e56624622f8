import { readdirSync, readFileSync } from 'node:fs';
import { type Actor, type Instant, instant, isRefusal, type WorkingCalendar } from '#kernel';
import { baseCalendar } from '#testing/base-calendar';
import { type AllowedMove, allowedMoves } from './allowed.ts';
import type { DecisionContext, Directory, UnitInfo } from './context.ts';
import { decide } from './decide.ts';
import { type LoadedLoop, loadLoop } from './definition/load.ts';
import type { LoopDefinition } from './definition/schema.ts';
import type { ContentRef, Inputs, MatterEvent } from './events.ts';
import { fold } from './evolve.ts';
import { type OpenCommand, open } from './open.ts';
import type { MatterState } from './state.ts';
import { decideDue } from './sweep.ts';

/** A small city for the tests of this engine: a city office, a county office, departments, a township. */
export const UNITS: readonly UnitInfo[] = [
  { id: 'gov', name: '市政府', kind: 'government', parent: null, level: 1, needsReview: false, needsApproval: false },
  { id: 'office', name: '市营商办', kind: 'office', parent: 'gov', level: 1, needsReview: false, needsApproval: false },
  {
    id: 'tax',
    name: '市税务局',
    kind: 'department',
    parent: 'gov',
    level: 1,
    needsReview: false,
    needsApproval: false,
  },
  {
    id: 'housing',
    name: '市住建局',
    kind: 'department',
    parent: 'gov',
    level: 1,
    needsReview: true,
    needsApproval: true,
  },
  {
    id: 'water',
    name: '市水务集团',
    kind: 'department',
    parent: 'gov',
    level: 1,
    needsReview: false,
    needsApproval: false,
  },
  {
    id: 'county',
    name: '县营商办',
    kind: 'office',
    parent: 'office',
    level: 2,
    needsReview: false,
    needsApproval: false,
  },
  {
    id: 'bureau',
    name: '县发改局',
    kind: 'department',
    parent: 'county',
    level: 2,
    needsReview: false,
    needsApproval: true,
  },
  { id: 'town', name: '某镇', kind: 'township', parent: 'county', level: 3, needsReview: false, needsApproval: false },
  { id: 'all', name: '市级有关部门', kind: 'group', parent: 'gov', level: 1, needsReview: false, needsApproval: false },
];

const ancestors = (id: string): readonly string[] => {
  const parent = UNITS.find((each) => each.id === id)?.parent;
  return parent ? [parent, ...ancestors(parent)] : [];
};

const official = (
  id: string,
  unit: string,
  roles: readonly string[],
  permissions: readonly string[] = [],
  section?: string,
): Actor => ({
  kind: 'official',
  id,
  unit,
  roles,
  permissions,
  ...(section ? { section } : {}),
});

const packFile = (path: string): string =>
  readFileSync(new URL(`../../../packs/base/${path}`, import.meta.url), 'utf8');

/** Every loop of the base pack. */
export const PACK_LOOPS: readonly string[] = readdirSync(new URL('../../../packs/base/loops/', import.meta.url))
  .filter((each) => each.endsWith('.yaml'))
  .map((each) => each.slice(0, -'.yaml'.length));

/** The office may whatever any loop asks a permission for. */
const OFFICE: readonly string[] = [
  ...new Set(
    PACK_LOOPS.flatMap((loop) =>
      [...packFile(`loops/${loop}.yaml`).matchAll(/(?:office|superior|permission):([a-z.-]+)/g)].map(
        ([, permission = '']) => permission,
      ),
    ),
  ),
];

export const ACTORS = {
  dispatcher: official('dispatcher', 'office', ['dispatcher'], OFFICE),
  director: official('director', 'office', ['head'], OFFICE),
  governor: official('governor', 'gov', ['leader'], OFFICE),
  countyDesk: official('county-desk', 'county', ['dispatcher'], OFFICE),
  tax: official('tax-1', 'tax', ['liaison']),
  taxHead: official('tax-head', 'tax', ['head']),
  housing: official('housing-1', 'housing', ['liaison']),
  clerk: official('housing-clerk', 'housing', [], [], '建管科'),
  reviewer: official('housing-reviewer', 'housing', ['reviewer']),
  housingHead: official('housing-head', 'housing', ['head']),
  water: official('water-1', 'water', ['liaison', 'head']),
  bureau: official('bureau-1', 'bureau', ['liaison']),
  bureauHead: official('bureau-head', 'bureau', ['head']),
  town: official('town-1', 'town', ['liaison', 'head']),
  grid: official('grid-1', 'town', ['grid'], ['matters.open']),
  firm: { kind: 'enterprise', id: 'firm-user', enterprise: 'firm', roles: [], permissions: [] },
  system: { kind: 'system', id: 'system', roles: [], permissions: [] },
} as const satisfies Record<string, Actor>;

export const directory: Directory = {
  unit: (id) => UNITS.find((each) => each.id === id),
  officeFor: (region) => (region === 'county' ? 'county' : 'office'),
  ancestors,
  serves: (person, unit) => Object.values(ACTORS).some((each: Actor) => each.id === person && each.unit === unit),
  leadersOf: () => ['leader-1'],
  isEnterprise: (id) => id === 'firm',
};

export const calendar: WorkingCalendar = baseCalendar();

export const text = (ref: string): ContentRef => ({ ref, commitment: `hash-of-${ref}` });

export const loadPack = (loop: string): LoadedLoop =>
  loadLoop(packFile(`loops/${loop}.yaml`), `packs/base/loops/${loop}.yaml`);

export function packLoop(loop: string): LoopDefinition {
  const { definition, findings } = loadPack(loop);
  if (!definition || findings.length > 0) throw new Error(JSON.stringify(findings, null, 1));
  return definition;
}

const counter = (): (() => string) => {
  let next = 0;
  return () => {
    next += 1;
    return `id-${next}`;
  };
};

/** Plays a matter through the engine the way a store would, one command after the other. */
export type Play = {
  readonly state: () => MatterState;
  readonly events: () => readonly MatterEvent[];
  readonly context: (actor: Actor) => DecisionContext;
  /** Moves the clock and lets the sweep come by. */
  readonly at: (when: string | number) => Play;
  /** Moves the clock without a sweep. */
  readonly unswept: (when: string) => Play;
  /** A move that must succeed. */
  readonly does: (actor: Actor, move: string, input?: Inputs) => Play;
  /** The message of the refusal that a move must meet. */
  readonly refused: (actor: Actor, move: string, input?: Inputs) => string;
  readonly types: () => readonly string[];
  /** The moves that the actor may make, in an organisation that may have changed. */
  readonly allowed: (actor: Actor, within?: Directory) => readonly string[];
  readonly blocked: (actor: Actor) => readonly Extract<AllowedMove, { readonly allowed: false }>[];
};

export function play(
  definition: LoopDefinition,
  when: string,
  given: Partial<OpenCommand> = {},
  by: Actor = ACTORS.firm,
): Play {
  let now: Instant = instant(when);
  const ids = counter();
  const context = (actor: Actor): DecisionContext => ({
    definition,
    version: 'v1',
    now,
    actor,
    calendar,
    directory,
    ids,
  });
  const opened = open(
    { id: 'm1', number: 'SQ-2026-000001', channel: 'portal', ...opening(definition), ...given },
    context(by),
  );
  if (isRefusal(opened)) throw opened;
  const events: MatterEvent[] = [...opened];
  let state = fold('m1', events) as MatterState;
  const take = (more: readonly MatterEvent[]) => {
    events.push(...more);
    state = fold('m1', more, state) as MatterState;
  };
  const self: Play = {
    state: () => state,
    events: () => events,
    context,
    at: (later) => {
      now = typeof later === 'number' ? (later as Instant) : instant(later);
      take(decideDue(state, context(ACTORS.system)));
      return self;
    },
    unswept: (later) => {
      now = instant(later);
      return self;
    },
    does: (actor, move, input = {}) => {
      const more = decide(state, { move, input }, context(actor));
      if (isRefusal(more)) throw more;
      take(more);
      return self;
    },
    refused: (actor, move, input = {}) => {
      const answer = decide(state, { move, input }, context(actor));
      if (!isRefusal(answer)) throw new Error(`${move} was not refused`);
      return answer.message;
    },
    types: () => events.map((each) => each.type),
    allowed: (actor, within = directory) =>
      allowedMoves(state, { ...context(actor), directory: within }).flatMap((each) => (each.allowed ? each.move : [])),
    blocked: (actor) => allowedMoves(state, context(actor)).filter((each) => !each.allowed),
  };
  return self;
}

export const opening = ({
  fields,
  private: sealed,
}: LoopDefinition): Pick<OpenCommand, 'fields' | 'contents' | 'enterprise'> => {
  const free = fields.filter((each) => each.required && (each.type === 'text' || each.type === 'longtext'));
  const dates = Object.fromEntries(
    fields.filter((each) => each.required && each.type === 'date').map(({ name }) => [name, '2026-10-30']),
  );
  const units = fields
    .filter((each) => each.required && each.type === 'unit')
    .map(({ name }) => [name, 'tax'] as const);
  const values = free.map(({ name }) => [name, name] as const);
  return {
    fields: { ...dates, ...Object.fromEntries(units), ...(sealed ? {} : Object.fromEntries(values)) },
    contents: sealed ? Object.fromEntries(values.map(([name]) => [name, text(name)])) : {},
    enterprise: 'firm',
  };
};
