import { z } from 'zod';
import { type Call, operation, refuse } from '#kernel';
import { todayOf } from '../events/window.ts';
import type { EvaluationPorts } from '../ports.ts';
import { dualsOn } from './dual.ts';
import { aimsOf, stateOf, watchedBy } from './overview.ts';
import { AimView, aimView, MeetingRef, Named, peopleOf, WatchedView } from './view.ts';

const Gap = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  status: z.string(),
  lamp: z.string(),
  dueAt: z.number().optional(),
  holder: z.string().optional(),
});
const TeamView = z.object({
  indicator: z.string(),
  title: z.string(),
  lead: Named,
  members: z.array(Named),
  assumed: z.boolean(),
  watched: z.array(WatchedView),
  meetings: z.array(MeetingRef),
  gaps: z.array(Gap),
  hiddenGaps: z.number(),
  aims: z.array(AimView),
  dual: z.array(z.object({ region: z.string(), district: Named, department: Named, since: z.string().optional() })),
});

/** One indicator's team: its page. */
export const teamOperation = (ports: EvaluationPorts) =>
  operation({
    id: 'evaluation.team',
    method: 'GET',
    path: '/api/evaluation/teams/{indicator}',
    title: '一项指标的专班：数值、专题会、差距清单、目标和措施',
    permission: 'indicators.read',
    input: z.object({ indicator: z.string().min(1).max(64) }),
    output: TeamView,
    handle: (call, { indicator }) => readTeam(ports, call, indicator),
  });

async function readTeam(ports: EvaluationPorts, call: Call, indicator: string): Promise<z.infer<typeof TeamView>> {
  const { teams } = ports.organisation();
  const team = teams.find((each) => each.indicator === indicator);
  if (!team) throw refuse({ code: 'evaluation.no-indicator', kind: 'not-found', what: `没有指标“${indicator}”` });
  const [name, meetings, gaps, aims, watched, dual] = await Promise.all([
    ports.unitNames(call),
    ports.teamwork.meetings(call.tenant),
    ports.teamwork.gaps(call.tenant, call.now),
    aimsOf(ports, call),
    watchedBy(ports, call, [team], todayOf(call.now)),
    dualsOn(ports, call.tenant, todayOf(call.now)),
  ]);
  const own = stateOf(team, meetings, gaps).gaps;
  const rows = await ports.rows(
    call,
    own.map((each) => each.matter),
  );
  const titles = new Map(teams.map((each) => [each.indicator, each.title]));
  const regions = new Map(ports.regions().map((each) => [each.code, each.name]));
  const mine = aims.filter((each) => each.aim.indicator === indicator);
  const wanted = mine.flatMap((each) => peopleOf(each.measures));
  const people = await ports.personNames(call.tenant, wanted);
  const named = (id: string) => ({ id, name: name(id) });
  return {
    indicator,
    title: team.title,
    lead: named(team.lead),
    members: team.members.map(named),
    assumed: team.assumed ?? false,
    watched: [...watched(team)],
    meetings: meetings
      .filter((each) => each.indicator === indicator)
      .toSorted((a, b) => b.startsAt - a.startsAt)
      .map(({ indicator: _, ...each }) => each),
    gaps: rows.map(({ id, number, title, status, lamp, dueAt, holder }) => ({
      ...{ id, number, title, lamp, status: status.title },
      ...(dueAt === undefined ? {} : { dueAt }),
      ...(holder ? { holder: holder.unit.name } : {}),
    })),
    hiddenGaps: own.length - rows.length,
    aims: mine.map((each) => aimView(each, titles, name, people)),
    dual: dual.lines
      .filter((each) => each.indicator === indicator)
      .map(({ region, district, department, since }) => ({
        ...(since === undefined ? {} : { since }),
        region: regions.get(region) ?? region,
        district: named(district),
        department: named(department),
      })),
  };
}
