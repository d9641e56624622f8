import { z } from 'zod';
import { holdsOn, LEADS_BLOCK, type Relation } from '#engines/registry';
import { Day, operation, refuse } from '#kernel';
import { change, todayOf } from './grid-operations.ts';
import type { OutreachPorts } from './ports.ts';

const Id = z.string().min(1).max(64);
const Block = z.object({
  link: z.string(),
  region: z.string(),
  name: z.string(),
  sinceDay: z.string(),
  source: z.string().optional(),
  openMatters: z.number().optional(),
});

/** 市领导挂联区块: who is linked to what, since when, and what is open there. */
export function leaderOperations(ports: OutreachPorts) {
  return [
    operation({
      id: 'leaders.list',
      method: 'GET',
      path: '/api/leaders',
      title: '市领导挂联区块：在办事项和最近一次走访',
      permission: 'outreach.read',
      input: z.object({ day: Day.optional() }),
      output: z.object({
        items: z.array(
          z.object({
            person: z.object({ id: z.string(), name: z.string() }),
            blocks: z.array(Block),
            lastVisitAt: z.number().optional(),
          }),
        ),
      }),
      handle: async (call, { day = todayOf(call) }) => {
        const { relations } = await ports.store.loadGrids(call.tenant);
        const { regions } = await ports.organisation(call.tenant, call.now);
        const links = relations.filter((each) => each.kind === LEADS_BLOCK && holdsOn(each, day));
        const names = await ports.peopleNames(call.tenant, [...new Set(links.map((each) => each.subject))]);
        const block = async (link: Relation) => ({
          link: link.id,
          region: link.object,
          name: regions.get(link.object)?.name ?? link.object,
          sinceDay: link.validFrom,
          ...(link.evidence && { source: link.evidence.source }),
          ...(ports.openIn && { openMatters: await ports.openIn(call, link.object) }),
        });
        const items = [...Map.groupBy(links, (each) => each.subject)].map(async ([id, mine]) => {
          const { items: visits } = await ports.store.listVisits(call.tenant, { visitor: id, limit: 1 });
          return {
            person: { id, name: names.get(id) ?? '' },
            blocks: await Promise.all(mine.map(block)),
            ...(visits[0] && { lastVisitAt: visits[0].at }),
          };
        });
        return { items: await Promise.all(items) };
      },
    }),
    operation({
      id: 'leaders.link',
      method: 'POST',
      path: '/api/leaders/{person}/blocks',
      title: '安排挂联',
      permission: 'outreach.manage',
      input: z.object({ person: Id, region: z.string().max(12), fromDay: Day.optional(), source: z.string().max(200) }),
      output: z.object({ id: z.string() }),
      handle: async (call, { person, region, fromDay = todayOf(call), source }) => {
        const { regions } = await ports.organisation(call.tenant, call.now);
        const names = await ports.peopleNames(call.tenant, [person]);
        if (!regions.has(region) || !names.has(person))
          throw refuse({ code: 'outreach.no-block', kind: 'not-found', what: '没有找到这位领导或这个区块' });
        return change(ports, call, [], async (_snapshot, writer) => {
          const id = ports.ids();
          const relation = {
            id,
            kind: LEADS_BLOCK,
            subject: person,
            object: region,
            validFrom: fromDay,
            evidence: { source },
          };
          await writer.putRelations([relation]);
          await writer.note(call, 'leader.linked', person, { region, fromDay });
          return { id };
        });
      },
    }),
    operation({
      id: 'leaders.unlink',
      method: 'POST',
      path: '/api/leader-links/{id}/end',
      title: '结束挂联',
      permission: 'outreach.manage',
      input: z.object({ id: Id, lastDay: Day }),
      output: z.object({ id: z.string() }),
      handle: (call, { id, lastDay }) =>
        change(ports, call, [], async ({ relations }, writer) => {
          if (!relations.some((each) => each.id === id && each.kind === LEADS_BLOCK && holdsOn(each, lastDay)))
            throw refuse({ code: 'outreach.no-link', kind: 'not-found', what: '没有找到这条挂联，或它在该日已结束' });
          await writer.endRelation(id, lastDay);
          await writer.note(call, 'leader.unlinked', id, { lastDay });
          return { id };
        }),
    }),
  ];
}
