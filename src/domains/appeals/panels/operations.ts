import { z } from 'zod';
import { type AnyOperation, type Call, operation } from '#kernel';
import { type Answer, MEMBER_KINDS, type PanelPorts, type Round } from './ports.ts';
import {
  AnswerGiven,
  acceptAnswer,
  answerRound,
  declineAnswer,
  getRound,
  isOffice,
  openRound,
  RoundGiven,
} from './rounds.ts';

const Id = z.string().min(1).max(64);
const Named = z.object({ id: z.string(), name: z.string() });

const AnswerView = z.object({
  id: z.string(),
  person: Named,
  at: z.number(),
  body: z.string(),
  place: z.string().optional(),
  category: z.string().optional(),
  status: z.object({ code: z.string(), title: z.string() }),
  reason: z.string().optional(),
  matter: z.string().optional(),
});

const RoundView = z.object({
  id: z.string(),
  title: z.string(),
  question: z.string(),
  unit: Named,
  openedAt: z.number(),
  closesAt: z.number(),
  open: z.boolean(),
  members: z.array(
    z.object({ person: Named, kind: z.object({ code: z.string(), title: z.string() }), answered: z.number() }),
  ),
  answers: z.array(AnswerView),
});

const STATUSES = { new: '待研判', accepted: '已采纳', declined: '未采纳' } as const;

async function viewOf(ports: PanelPorts, call: Call, round: Round): Promise<z.infer<typeof RoundView>> {
  const mine = isOffice(round, call) ? undefined : call.actor.id;
  const answers = await ports.panels.answersOf(call.tenant, round.id, mine);
  // A member sees himself and his own answers only.
  const members = round.members.filter((each) => mine === undefined || each.person === mine);
  const names = await ports.personNames(
    call.tenant,
    members.map((each) => each.person),
  );
  const directory = await ports.directory(call.tenant, call.now);
  const named = (id: string) => ({ id, name: names.get(id) ?? '受邀人员' });
  const { id, title, question, openedAt, closesAt } = round;
  return {
    id,
    title,
    question,
    openedAt,
    closesAt,
    open: call.now <= closesAt,
    unit: { id: round.unit, name: directory.unit(round.unit)?.name ?? round.unit },
    members: members.map(({ person, kind }) => ({
      person: named(person),
      kind: { code: kind, title: MEMBER_KINDS[kind].title },
      answered: answers.filter((each) => each.person === person).length,
    })),
    answers: answers.map((each) => answerView(each, named)),
  };
}

const answerView = (
  { round: _round, person, status, ...answer }: Answer,
  named: (id: string) => z.infer<typeof Named>,
) => ({
  ...answer,
  person: named(person),
  status: { code: status, title: STATUSES[status] },
});

const alone = async (ports: PanelPorts, call: Call, answer: Answer) => {
  const names = await ports.personNames(call.tenant, [answer.person]);
  return answerView(answer, (id) => ({ id, name: names.get(id) ?? '受邀人员' }));
};

/** It is this member's turn: asked, not too late, and nothing said yet. */
async function isWaiting({ panels }: PanelPorts, { tenant, actor, now }: Call, round: Round): Promise<boolean> {
  if (now > round.closesAt || !round.members.some((each) => each.person === actor.id)) return false;
  return (await panels.answersOf(tenant, round.id, actor.id)).length === 0;
}

/** Asking observers, experience officers and deputies what they see, and telling them what became of it. */
export function panelOperations(ports: PanelPorts) {
  return [
    operation({
      id: 'panels.open',
      method: 'POST',
      path: '/api/panels/rounds',
      title: '发起问题征询：邀请观察员、体验官、代表委员',
      permission: 'panels.manage',
      input: RoundGiven,
      output: RoundView,
      handle: async (call, given) => viewOf(ports, call, await openRound(ports, call, given)),
    }),
    operation({
      id: 'panels.list',
      method: 'GET',
      path: '/api/panels/rounds',
      title: '问题征询：本单位发起的，或邀请我的',
      permission: 'signed-in',
      input: z.strictObject({ limit: z.int().min(1).max(100).default(20) }),
      output: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            closesAt: z.number(),
            open: z.boolean(),
            members: z.number(),
            waiting: z.boolean().describe('邀请了我，还没截止，我还没有反映'),
          }),
        ),
      }),
      handle: async (call, { limit }) => {
        const { actor } = call;
        const office = actor.unit !== undefined && actor.permissions.includes('panels.manage');
        const whose = office ? { unit: actor.unit ?? '' } : { person: actor.id };
        const rounds = await ports.panels.listRounds(call.tenant, whose, limit);
        const waiting = await Promise.all(rounds.map((round) => isWaiting(ports, call, round)));
        return {
          items: rounds.map(({ id, title, closesAt, members }, at) => ({
            id,
            title,
            closesAt,
            open: call.now <= closesAt,
            members: members.length,
            waiting: waiting[at] ?? false,
          })),
        };
      },
    }),
    operation({
      id: 'panels.get',
      method: 'GET',
      path: '/api/panels/rounds/{id}',
      title: '一次征询：受邀人和反映；受邀人只看到自己的',
      permission: 'signed-in',
      input: z.object({ id: Id }),
      output: RoundView,
      handle: async (call, { id }) => viewOf(ports, call, await getRound(ports, call, id)),
    }),
    operation({
      id: 'panels.answer',
      method: 'POST',
      path: '/api/panels/rounds/{id}/answers',
      title: '反映问题：受邀人在截止前可多次反映',
      permission: 'signed-in',
      input: AnswerGiven.extend({ id: Id }),
      output: AnswerView,
      handle: async (call, { id, ...given }) => alone(ports, call, await answerRound(ports, call, id, given)),
    }),
    operation({
      id: 'panels.accept',
      method: 'POST',
      path: '/api/panels/answers/{id}/accept',
      title: '采纳：反映转为问题池中的诉求，并告知反映人',
      permission: 'panels.manage',
      input: z.strictObject({ id: Id }),
      output: AnswerView,
      handle: async (call, { id }) => alone(ports, call, await acceptAnswer(ports, call, id)),
    }),
    operation({
      id: 'panels.decline',
      method: 'POST',
      path: '/api/panels/answers/{id}/decline',
      title: '不采纳：写明理由，并告知反映人',
      permission: 'panels.manage',
      input: z.strictObject({ id: Id, reason: z.string().trim().min(4).max(500) }),
      output: AnswerView,
      handle: async (call, { id, reason }) => alone(ports, call, await declineAnswer(ports, call, id, reason)),
    }),
  ] satisfies readonly AnyOperation[];
}
