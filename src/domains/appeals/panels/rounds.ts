import { z } from 'zod';
import { addDays, type Call, Day, day, hashOf, refuse, startOfDay } from '#kernel';
import { fileAppeal } from '../filing/index.ts';
import { type Answer, MEMBER_KINDS, type MemberKind, type PanelPorts, type Round } from './ports.ts';

const Id = z.string().min(1).max(64);
const Kind = z.enum(Object.keys(MEMBER_KINDS) as [MemberKind, ...MemberKind[]]);

export const RoundGiven = z.strictObject({
  title: z.string().trim().min(2).max(80),
  question: z.string().trim().min(4).max(1000).describe('请大家反映什么'),
  closes: Day.describe('截止日期（含）'),
  members: z
    .array(z.strictObject({ person: Id, kind: Kind }))
    .min(1)
    .max(500),
});
export type RoundGiven = z.infer<typeof RoundGiven>;

export const AnswerGiven = z.strictObject({
  body: z.string().trim().min(4, '请写清楚遇到或听到了什么问题').max(5000),
  place: z.string().trim().max(200).optional(),
  category: z.string().max(64).optional(),
});
export type AnswerGiven = z.infer<typeof AnswerGiven>;

/** Opens a round of solicitation and invites its members. */
export async function openRound(ports: PanelPorts, call: Call, given: RoundGiven): Promise<Round> {
  const { unit } = call.actor;
  if (unit === undefined) throw no('panels.no-unit', 'invalid', '您没有以哪个单位的身份登录', '请先选择任职');
  const closesAt = startOfDay(addDays(day(given.closes), 1)) - 1;
  if (closesAt < call.now) throw no('panels.closes', 'invalid', '截止日期已经过去', '请选择今天或以后的日期');
  const members = [...new Map(given.members.map((each) => [each.person, each])).values()];
  const names = await ports.personNames(
    call.tenant,
    members.map((each) => each.person),
  );
  const unknown = members.filter((each) => !names.has(each.person));
  if (unknown.length > 0)
    throw no(
      'panels.members',
      'invalid',
      `没有这些人员：${unknown.map((each) => each.person).join('、')}`,
      '请重新选择',
    );
  const id = await idFor(ports, call, 'round');
  const round = {
    id,
    title: given.title,
    question: given.question,
    unit,
    by: call.actor.id,
    openedAt: call.now,
    closesAt,
    members,
  };
  await ports.panels.addRound(call.tenant, round);
  await ports.tell(call.tenant, {
    key: `round ${id}`,
    principals: members.map((each) => `person:${each.person}`),
    text: `邀请您参加问题征询“${given.title}”，请于 ${given.closes} 前反映`,
    matter: id,
    at: call.now,
  });
  return round;
}

const idFor = (ports: PanelPorts, call: Call, what: string): Promise<string> | string =>
  call.idempotencyKey
    ? ports.reserveId(call.tenant, `${what} ${call.actor.id} ${call.idempotencyKey}`, ports.ids())
    : ports.ids();

export async function getRound(ports: PanelPorts, call: Call, id: string): Promise<Round> {
  const round = await ports.panels.findRound(call.tenant, id);
  const may = round && (isOffice(round, call) || round.members.some((each) => each.person === call.actor.id));
  if (round && may) return round;
  throw no('panels.no-round', 'not-found', '没有这次征询，或您没有受邀');
}

/** The office that asked, with the right to ask. */
export const isOffice = (round: Round, { actor }: Call): boolean =>
  actor.unit === round.unit && actor.permissions.includes('panels.manage');

/** A member answers, as often as he likes while the round is open; the same text again is the same answer. */
export async function answerRound(ports: PanelPorts, call: Call, id: string, given: AnswerGiven): Promise<Answer> {
  const round = await getRound(ports, call, id);
  if (!round.members.some((each) => each.person === call.actor.id))
    throw no('panels.not-invited', 'forbidden', '您没有受邀参加这次征询');
  if (call.now > round.closesAt) throw no('panels.closed', 'conflict', '这次征询已经截止', '急事请直接提出诉求');
  const answer: Answer = {
    ...given,
    id: hashOf([id, call.actor.id, given.body]).slice(0, 32),
    round: id,
    person: call.actor.id,
    at: call.now,
    status: 'new',
  };
  await ports.panels.addAnswer(call.tenant, answer);
  return (await ports.panels.findAnswer(call.tenant, answer.id)) ?? answer;
}

async function getAnswer(ports: PanelPorts, call: Call, id: string) {
  const answer = await ports.panels.findAnswer(call.tenant, id);
  const round = answer && (await ports.panels.findRound(call.tenant, answer.round));
  if (answer && round && isOffice(round, call)) return { answer, round };
  throw no('panels.no-answer', 'not-found', '没有这条反映，或不归您处理');
}

/** 采纳: the answer becomes a matter of the pool, and the member hears its number. */
export async function acceptAnswer(ports: PanelPorts, call: Call, id: string): Promise<Answer> {
  const { answer, round } = await getAnswer(ports, call, id);
  if (answer.status === 'declined') throw no('panels.decided', 'conflict', '这条反映已经答复不采纳');
  if (answer.status === 'accepted') return answer;
  const kind = round.members.find((each) => each.person === answer.person)?.kind ?? 'observer';
  const { id: matter, number } = await fileAppeal(
    ports,
    { ...call, idempotencyKey: `panel ${id}` },
    {
      body: answer.body,
      channel: MEMBER_KINDS[kind].channel,
      openerPrincipal: `person:${answer.person}`,
      tags: [`征询:${round.title}`],
      ...(answer.place ? { place: answer.place } : {}),
      ...(answer.category ? { category: answer.category } : {}),
    },
  );
  const decided = await ports.panels.decide(call.tenant, id, { status: 'accepted', matter });
  await tellMember(
    ports,
    call,
    answer,
    `您在“${round.title}”中反映的问题已采纳，编号 ${number}，办结后会告诉您`,
    matter,
  );
  return decided ?? answer;
}

/** 不采纳, with the reason, which the member hears. */
export async function declineAnswer(ports: PanelPorts, call: Call, id: string, reason: string): Promise<Answer> {
  const { answer, round } = await getAnswer(ports, call, id);
  if (answer.status === 'accepted') throw no('panels.decided', 'conflict', '这条反映已经采纳并立件');
  const decided = await ports.panels.decide(call.tenant, id, { status: 'declined', reason });
  await tellMember(
    ports,
    call,
    answer,
    `您在“${round.title}”中反映的问题未采纳：${decided?.reason ?? reason}`,
    round.id,
  );
  return decided ?? answer;
}

const tellMember = (
  ports: PanelPorts,
  call: Call,
  { id, person }: Answer,
  text: string,
  matter: string,
): Promise<void> =>
  ports.tell(call.tenant, { key: `answer ${id}`, principals: [`person:${person}`], text, matter, at: call.now });

const no = (code: string, kind: 'invalid' | 'not-found' | 'conflict' | 'forbidden', what: string, todo?: string) =>
  refuse({ code, kind, what, ...(todo ? { todo } : {}) });
