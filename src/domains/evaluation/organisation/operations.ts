import { z } from 'zod';
import { type AnyOperation, type Call, Day, operation, refuse } from '#kernel';
import { notOver } from '../asked.ts';
import { todayOf } from '../events/window.ts';
import type { EvaluationPorts } from '../ports.ts';
import { type DualLine, dualsOn } from './dual.ts';
import { dualOperations } from './dual-operations.ts';
import { measureOperations } from './measure-operations.ts';
import { aimsOf, standOf, stateOf, watchedBy } from './overview.ts';
import { teamOperation } from './team-operation.ts';
import { AimView, aimView, Named, peopleOf, TeamRow } from './view.ts';

const Id = z.string().min(1).max(64);
const DualView = z.object({
  region: Named,
  indicator: z.string(),
  title: z.string(),
  district: Named,
  department: Named,
  since: z.string().optional().describe('没有的是城市包里的示例，不计分'),
});
const Text = z.string().trim().min(2).max(300);

/** 1+18+N: who answers for each indicator, where it stands, what was discussed, what is missing. */
export function organisationOperations(ports: EvaluationPorts) {
  return [
    operation({
      id: 'evaluation.teams',
      method: 'GET',
      path: '/api/evaluation/teams',
      title: '评价组织：每项指标的牵头单位、当前数值、专题会、差距，和目标名次',
      permission: 'indicators.read',
      input: z.object({}),
      output: z.object({
        source: z.string(),
        aims: z.array(AimView),
        teams: z.array(TeamRow),
        dual: z.array(DualView),
        dualBefore: z.array(DualView.extend({ until: z.string(), why: z.string() })).describe('先前的双牵头'),
        regions: z.array(Named).describe('领指标的县（市、区）'),
      }),
      handle: (call) => readTeams(ports, call),
    }),
    teamOperation(ports),
    ...changeOperations(ports),
    ...measureOperations(ports),
    ...dualOperations(ports),
  ] satisfies readonly AnyOperation[];
}

async function readTeams(ports: EvaluationPorts, call: Call) {
  const { source, teams } = ports.organisation();
  const [name, meetings, gaps, aims, watched, dual] = await Promise.all([
    ports.unitNames(call),
    ports.teamwork.meetings(call.tenant),
    ports.teamwork.gaps(call.tenant, call.now),
    aimsOf(ports, call),
    watchedBy(ports, call, teams, todayOf(call.now)),
    dualsOn(ports, call.tenant, todayOf(call.now)),
  ]);
  const people = await ports.personNames(
    call.tenant,
    aims.flatMap((each) => peopleOf(each.measures)),
  );
  const titles = new Map(teams.map((each) => [each.indicator, each.title]));
  const regions = new Map(ports.regions().map((each) => [each.code, each.name]));
  const shown = ({ region, indicator, district, department, since }: DualLine) => ({
    region: { id: region, name: regions.get(region) ?? region },
    indicator,
    title: titles.get(indicator) ?? indicator,
    district: { id: district, name: name(district) },
    department: { id: department, name: name(department) },
    ...(since === undefined ? {} : { since }),
  });
  return {
    source: source.title,
    aims: aims.map((each) => aimView(each, titles, name, people)),
    teams: teams.map((team) => {
      const { lastMeeting, gaps: own } = stateOf(team, meetings, gaps);
      return {
        ...standOf(team, name, watched, own),
        assumed: team.assumed ?? false,
        ...(lastMeeting ? { lastMeeting } : {}),
      };
    }),
    dual: dual.lines.map(shown),
    dualBefore: dual.all.flatMap((each) =>
      each.until === null ? [] : [{ ...shown(each), until: each.until, why: each.endedWhy ?? '' }],
    ),
    regions: ports.tiles().map(({ region }) => ({ id: region, name: regions.get(region) ?? region })),
  };
}

/** What the evaluation group changes. */
function changeOperations(ports: EvaluationPorts) {
  const known = (indicator: string) => {
    const team = ports.organisation().teams.find((each) => each.indicator === indicator);
    if (team) return team;
    throw refuse({ code: 'evaluation.no-indicator', kind: 'not-found', what: `没有指标“${indicator}”` });
  };
  return [
    operation({
      id: 'evaluation.open-gap',
      method: 'POST',
      path: '/api/evaluation/gaps',
      title: '列一条差距：目标、期限、责任单位，立件办理',
      permission: 'evaluation.manage',
      input: z.strictObject({ indicator: Id, title: Text, goal: Text, due: Day, unit: Id.optional() }),
      output: z.object({ id: z.string() }),
      handle: async (call, { indicator, title, goal, due, unit }) => {
        const team = known(indicator);
        notOver(due, call.now);
        return ports.openMatter(call, {
          key: `gap ${call.idempotencyKey ?? call.requestId}`,
          loop: 'indicator-gap',
          fields: { title, indicator, goal, due },
          assign: unit ?? team.lead,
        });
      },
    }),
    operation({
      id: 'evaluation.link-meeting',
      method: 'POST',
      path: '/api/evaluation/meetings',
      title: '登记一次会议是某项指标的专题分析会',
      permission: 'evaluation.manage',
      input: z.strictObject({ indicator: Id, meeting: Id }),
      output: z.object({ linked: z.boolean() }),
      handle: async (call, { indicator, meeting }) => {
        known(indicator);
        if (await ports.teamwork.linkMeeting(call.tenant, indicator, meeting, call.actor.id, call.now))
          return { linked: true };
        throw refuse({ code: 'evaluation.no-meeting', kind: 'not-found', what: '没有这次会议' });
      },
    }),
  ] satisfies readonly AnyOperation[];
}
