import { z } from 'zod';
import { type Call, dayOf, operation, refuse, toInstant } from '#kernel';
import type { EvaluationPorts } from '../ports.ts';
import { conflictOf } from './conflict.ts';
import type { ReformCase, Vote } from './ports.ts';

const OPEN = new Set(['publicity', 'awarded', 'declined']);

/** What others gave is told once it is decided; before that to whoever organises, unless he may still judge himself. */
export function hearsOthers(
  { actor }: Call,
  found: Pick<ReformCase, 'status' | 'own'>,
  conflict: string | undefined,
): boolean {
  if (found.status !== 'review') return true;
  const judges = actor.permissions.includes('reforms.judge') && found.own === null && conflict === undefined;
  return actor.permissions.includes('reforms.manage') && !judges;
}

/** Who gave what, and who stepped aside: names for whoever organises, units for everybody once it is decided. */
export const votesOperation = (ports: EvaluationPorts) =>
  operation({
    id: 'reforms.votes',
    method: 'GET',
    path: '/api/reforms/{id}/votes',
    title: '一个案例的评分记录：评委单位、分数、意见、时间和回避；姓名只有组织评审的人看得到',
    permission: 'appraisal.own',
    input: z.object({ id: z.string().min(1).max(64) }),
    output: z.object({
      votes: z.array(
        z.object({
          judge: z.string().describe('单位；组织评审的人另见姓名'),
          score: z.number().nullable().describe('回避的为空'),
          note: z.string().nullable(),
          at: z.number(),
        }),
      ),
    }),
    handle: async (call, { id }) => {
      const found = await ports.reforms.find(call.tenant, id, call.actor.id);
      const manages = call.actor.permissions.includes('reforms.manage');
      const isOpen =
        found && (OPEN.has(found.status) || (manages && hearsOthers(call, found, await stakeIn(ports, call, found))));
      if (!isOpen) throw refuse({ code: 'reforms.not-decided', kind: 'not-found', what: '评审结束后才能看评分记录' });
      const votes = await ports.reforms.votes(call.tenant, [id]);
      const people = manages ? votes.map((each) => each.judge) : [];
      const [unitName, names] = await Promise.all([ports.unitNames(call), ports.personNames(call.tenant, people)]);
      return {
        votes: votes.map(({ judge, unit, score, note, at }) => {
          const from = unit === null ? '评委' : unitName(unit);
          const name = names.get(judge);
          return { judge: name ? `${from} ${name}` : from, score, note: manages || score !== null ? note : null, at };
        }),
      };
    },
  });

/** Why this reader may not judge a case; undefined where he may. */
export const stakeIn = async (ports: EvaluationPorts, call: Call, { unit, recused }: ReformCase) =>
  conflictOf({ unit: call.actor.unit, recused }, unit, await ports.ancestors(call));

/** The trail of one case in a book. @example '三位评委打分：市发改委 85 分（2026-10-12）……' */
export function trailOf(votes: readonly Vote[], unitName: (unit: string) => string): string {
  const given = votes.filter((each) => each.score !== null);
  const aside = votes.length - given.length;
  const said = given.map(
    ({ unit, score, at }) => `${unit ? unitName(unit) : '评委'} ${score} 分（${dayOf(toInstant(at))}）`,
  );
  return `${given.length} 位评委打分：${said.join('、')}${aside > 0 ? `；${aside} 位评委回避` : ''}。`;
}

export const votesByCase = async (ports: EvaluationPorts, { tenant }: Call, cases: readonly string[]) =>
  Map.groupBy(await ports.reforms.votes(tenant, cases), (each) => each.case);
