import {
  type EVALUATION_CALLS,
  type EVALUATION_CHECKS,
  type EvaluationPorts,
  notTheScorer,
  objectionUpheld,
  publicityOver,
  scoredByThree,
} from '#domains/evaluation';
import { organisationOn } from '#engines/registry';
import { type Call, dayOf, hashOf, refuse, SYSTEM, toInstant } from '#kernel';
import { DOCX, writePaper, writeTable } from '#platform/documents';
import { type LoopCheck, type ReadPorts, runMove, runOpen } from '#platform/matters';
import {
  createActReader,
  createCorrectionStore,
  createDualStore,
  createEpisodeStore,
  createHeldReader,
  createOrganisationStore,
  createQualityReader,
  createRatedReader,
  createReformStore,
  createRegistryStore,
  createRollupStore,
  createRunStore,
  createStyleStore,
  type Databases,
} from '#storage';
import type { City } from '../city.ts';
import { headsOf } from './heads.ts';
import type { NamedStep } from './quality.ts';
import { rulersOf } from './rulers.ts';

type AppraisalBase = {
  readonly city: City;
  readonly databases: Databases;
  readonly matters: ReadPorts;
  readonly tell: EvaluationPorts['tell'];
};

/** Who speaks for a unit on a panel. */
const PANEL = new Set(['head', 'liaison']);

type AppraisalOwn = Pick<
  EvaluationPorts,
  | 'held'
  | 'corrections'
  | 'lastActs'
  | 'rulers'
  | 'headsOf'
  | 'mainOffice'
  | 'rollups'
  | 'rated'
  | 'teams'
  | 'boards'
  | 'alerts'
  | 'episodes'
  | 'reforms'
  | 'reformCall'
  | 'ancestors'
  | 'statusTitle'
  | 'organisation'
  | 'teamwork'
  | 'duals'
  | 'tell'
  | 'ids'
  | 'personNames'
  | 'clockTitle'
  | 'openMatter'
  | 'files'
  | 'style'
  | 'panelOf'
>;

const markOf =
  (matters: AppraisalBase['matters']) =>
  async ({ tenant, actor, now }: Call): Promise<string> => {
    const name = (await matters.personNames(tenant, [actor.id])).get(actor.id) ?? '';
    return `${name} ${dayOf(toInstant(now))}`.trim();
  };

/** Workbooks that say who took them out, and when. */
export const tableFiles =
  (matters: AppraisalBase['matters']): EvaluationPorts['files']['table'] =>
  async (call, file) =>
    writeTable({ kind: 'xlsx', ...file, mark: await markOf(matters)(call) });

/** What scoring and what follows from it need beside the indicators. */
export function appraisalPorts({ city, databases, matters, tell }: AppraisalBase): AppraisalOwn {
  const mark = markOf(matters);
  return {
    held: createHeldReader(databases),
    corrections: createCorrectionStore(databases),
    lastActs: createActReader(databases),
    rulers: rulersOf(city, databases),
    headsOf: headsOf(createRegistryStore(databases.system)),
    mainOffice: async ({ tenant, now }) => (await matters.directory(tenant, now)).officeFor(undefined),
    rollups: createRollupStore(databases),
    rated: createRatedReader(databases),
    teams: () => city.evaluation.organisation.teams,
    boards: () => city.evaluation.boards,
    organisation: () => city.evaluation.organisation,
    teamwork: createOrganisationStore(databases),
    duals: createDualStore(databases),
    tell,
    alerts: () => city.evaluation.alerts,
    episodes: createEpisodeStore(databases),
    reforms: createReformStore(databases),
    reformCall: () => city.settings.reforms,
    style: createStyleStore(databases),
    panelOf: async ({ tenant, now }, units) => {
      const today = dayOf(toInstant(now));
      const snapshot = await createRegistryStore(databases.system).loadSnapshot(tenant, today);
      const wanted = new Set(units);
      const called = organisationOn(snapshot, today).posts.filter(
        (each) => wanted.has(each.unit) && PANEL.has(each.role),
      );
      return [...new Map(called.map(({ person, unit }) => [person, { person, unit }])).values()];
    },
    ancestors: async ({ tenant, now }) => (await matters.directory(tenant, now)).ancestors,
    statusTitle: (tenant, loop, status) =>
      matters.book.active(tenant, loop).definition.states.find((each) => each.id === status)?.title ?? status,
    ids: matters.ids,
    personNames: matters.personNames,
    clockTitle: (tenant, source, clock) => {
      const loop = city.evaluation.sources.find((each) => each.id === source)?.loop ?? source;
      return matters.book.active(tenant, loop).definition.clocks[clock]?.title ?? clock;
    },
    openMatter: async (call, { key, loop, fields, opener, office, tags, assign }) => {
      const idempotencyKey = `evaluation ${hashOf(key).slice(0, 40)}`;
      const system = { ...call, actor: SYSTEM, idempotencyKey };
      const more = {
        ...(opener ? { openerPrincipal: opener } : {}),
        ...(office ? { office } : {}),
        ...(tags ? { tags } : {}),
      };
      const { id } = await runOpen(matters, system, { loop, channel: 'system', fields, ...more });
      const input = { id, move: 'assign', input: { unit: assign } };
      if (assign) await runMove(matters, { ...system, idempotencyKey: `${idempotencyKey} given` }, input);
      return { id };
    },
    files: {
      table: tableFiles(matters),
      paper: async (call, paper) => ({
        name: `${paper.title} ${await mark(call)}.docx`.replaceAll(/[\\/:*?"<>|]/g, ''),
        type: DOCX,
        bytes: await writePaper(paper),
      }),
    },
  };
}

/** Checks that loops of evaluation name. */
export const evaluationChecks = (
  city: City,
  databases: Databases,
): Readonly<Record<(typeof EVALUATION_CHECKS)[number], LoopCheck>> => ({
  'not-the-scorer': { standing: notTheScorer(createRunStore(databases), rulersOf(city, databases)) },
  'scored-by-three': { standing: scoredByThree(createReformStore(databases)) },
  'publicity-over': { standing: publicityOver },
});

/** Steps that loops of evaluation name. */
export function evaluationSteps(
  ports: () => EvaluationPorts,
  databases: Databases,
): Readonly<Record<(typeof EVALUATION_CALLS)[number], NamedStep>> {
  const { stateOf } = createQualityReader(databases);
  return {
    'appraisal-objection-upheld': async (at, id) => {
      const state = await stateOf(at.tenant, id);
      if (!state) throw refuse({ code: 'matter.not-found', kind: 'not-found', what: '没有这件异议' });
      await objectionUpheld(ports(), at, state, state.finishedBy ?? state.office);
    },
  };
}
