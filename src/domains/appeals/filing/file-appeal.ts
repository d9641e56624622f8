import type { Directory, MatterState } from '#engines/matters';
import { type Call, refuse } from '#kernel';
import { type AppealPorts, followerOf, type OpenMatter } from '../ports.ts';
import { complaintOf } from '../understand.ts';
import { findRegion, titleOf } from '../understanding/index.ts';
import { followCodeOf } from './follow-code.ts';
import { limitFiling } from './limit.ts';
import type { AppealInput, AppealReceipt } from './schema.ts';

type Filing = AppealInput & {
  readonly loop?: string;
  readonly openerPrincipal?: string;
  readonly tags?: readonly string[];
};

/**
 * Takes in an appeal from whoever may file one, and gives back the number and the code by which he follows it.
 * A retry with the same idempotency key opens nothing more and is told the same.
 */
export async function fileAppeal(ports: AppealPorts, call: Call, input: Filing): Promise<AppealReceipt> {
  await checkFiling(ports, call, input);
  const directory = await ports.directory(call.tenant, call.now);
  await checkComplainedOf(ports, call.tenant, directory, input.complainedOf ?? []);
  const wanted = call.idempotencyKey
    ? await ports.reserveId(call.tenant, `${call.actor.id} ${call.idempotencyKey}`, ports.ids())
    : ports.ids();
  const { id } = await ports.open(call, matterOf(ports, call, input, wanted));
  const code = followCodeOf(ports.codeKey, call.tenant, id);
  await ports.keepCode(call.tenant, id, code);
  if (call.actor.kind === 'official' && input.onBehalfOf)
    await tellOfAgent(ports, call, directory, id, input.onBehalfOf);
  const { state, title } = await ports.read({ ...call, actor: followerOf(id) }, id);
  return { ...receiptOf(ports, call, state, directory), code, title };
}

/** 代办: the enterprise hears who spoke for it, and how to say that it did not ask. */
async function tellOfAgent(ports: AppealPorts, call: Call, directory: Directory, id: string, enterprise: string) {
  const { id: person, unit = '' } = call.actor;
  const name = (await ports.peopleKnown(call.tenant, [person])).get(person) ?? '工作人员';
  await ports.tell(call.tenant, {
    key: `agent ${id}`,
    principals: [`enterprise:${enterprise}`],
    text: `${directory.unit(unit)?.name ?? ''}${name}代贵企业登记了一件诉求。如非贵企业意愿，请打开后选“声明非本企业意愿”`,
    matter: id,
    at: call.now,
  });
}

async function checkFiling(ports: AppealPorts, call: Call, input: AppealInput): Promise<void> {
  const { actor, tenant } = call;
  const known = new Set(ports.categories(tenant).map((each) => each.code));
  if (input.category !== undefined && !known.has(input.category)) throw wrong('category', '没有这个诉求类别');
  if (input.region !== undefined && ports.title(tenant, 'region', input.region) === undefined)
    throw wrong('region', '没有这个地区');
  if (input.channel !== undefined && ports.title(tenant, 'channel', input.channel) === undefined)
    throw wrong('channel', '没有这个来源渠道');
  if (actor.kind === 'official') return checkAgent(ports, call, input);
  if (input.onBehalfOf !== undefined || input.channel !== undefined)
    throw wrong('onBehalfOf', '只有工作人员可以代企业登记', '请以企业账号登录后自行提交');
  if (actor.enterprise !== undefined) return;
  if (!input.contactPhone) throw wrong('contactPhone', '请填写联系电话', '没有企业身份时，需要电话才能回复您');
  await limitFiling(ports, call, input.contactPhone);
}

async function checkAgent(ports: AppealPorts, { actor, tenant }: Call, { onBehalfOf }: AppealInput): Promise<void> {
  if (!actor.permissions.includes('appeals.file') && !actor.permissions.includes('matters.open'))
    throw refuse({
      code: 'appeals.may-not-file',
      kind: 'forbidden',
      what: '您的岗位不能登记诉求',
      todo: '请联系营商办',
    });
  if (onBehalfOf !== undefined && !(await ports.enterpriseExists(tenant, onBehalfOf)))
    throw wrong('onBehalfOf', '没有这家企业', '请核对统一社会信用代码；未入库的企业请填联系人和电话');
}

async function checkComplainedOf(
  { peopleKnown }: AppealPorts,
  tenant: string,
  directory: Directory,
  given: readonly string[],
): Promise<void> {
  const others = given.filter((each) => directory.unit(each) === undefined);
  const people = others.length > 0 ? await peopleKnown(tenant, others) : new Map<string, string>();
  const strange = others.find((each) => !people.has(each));
  if (strange !== undefined) throw wrong('complainedOf', `没有编码为“${strange}”的单位或工作人员`);
}

const wrong = (path: string, message: string, todo?: string) =>
  refuse({
    code: `appeals.input.${path}`,
    kind: 'invalid',
    what: message,
    at: [{ path, message }],
    ...(todo ? { todo } : {}),
  });

function matterOf(ports: AppealPorts, { tenant, actor }: Call, input: Filing, id: string): OpenMatter {
  const { body, category, place, contactName, contactPhone, affected, amount, files } = input;
  // Said nothing about whom it accuses: then whoever the text names is kept out, and the office may correct it.
  const complainedOf = input.complainedOf ?? complaintOf(ports, { tenant }, body)?.units.map((each) => each.id);
  const enterprise = actor.enterprise ?? input.onBehalfOf;
  const region = input.region ?? findRegion(ports.places(tenant), place, body)?.region;
  const fields = {
    title: input.title || titleOf(body),
    body,
    category,
    place,
    'contact-name': contactName,
    'contact-phone': contactPhone,
    affected,
    amount,
  };
  return {
    id,
    loop: input.loop ?? 'appeal',
    fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')),
    channel: input.channel ?? channelOf(actor),
    hideIdentity: input.hideIdentity ?? false,
    ...(region === undefined ? {} : { region }),
    ...(enterprise === undefined ? {} : { enterprise }),
    // 代办: the agent and the enterprise are both recorded; the enterprise is told and may say it did not ask.
    ...(actor.kind === 'official' && enterprise !== undefined ? { agent: actor.id } : {}),
    ...(enterprise === undefined ? { openerPrincipal: input.openerPrincipal ?? openerOf(actor, id) } : {}),
    ...(complainedOf?.length ? { complainedOf } : {}),
    ...(files?.length ? { files } : {}),
    ...(input.tags?.length ? { tags: input.tags } : {}),
  };
}

const CHANNELS: Readonly<Record<string, string>> = {
  'grid-officer': 'grid',
  observer: 'panel',
  hotline: 'hotline-12345',
  leader: 'leader',
};

const channelOf = ({ kind, roles }: Call['actor']): string =>
  kind === 'official' ? (roles.map((each) => CHANNELS[each]).find(Boolean) ?? 'office') : 'portal';

const CLOCK_TITLES: Readonly<Record<string, string>> = {
  respond: '响应时限',
  progress: '进展时限',
  answer: '办结时限',
};

function receiptOf(ports: AppealPorts, { tenant }: Call, state: MatterState, directory: Directory) {
  const holder = state.custody.at(-1)?.unit ?? state.office;
  const clocks = Object.entries(state.clocks).flatMap(([name, { state: reading }]) =>
    reading.fireAt === null
      ? []
      : [
          {
            name,
            title: ports.title(tenant, 'clock', name) ?? CLOCK_TITLES[name] ?? name,
            dueAt: reading.fireAt,
            provisional: reading.provisional,
          },
        ],
  );
  const { category } = state.fields;
  return {
    id: state.id,
    number: state.number,
    clocks: clocks.sort((a, b) => a.dueAt - b.dueAt),
    holder: { unit: { id: holder, name: directory.unit(holder)?.name ?? holder } },
    ...(state.region === undefined ? {} : { region: state.region }),
    ...(typeof category === 'string' ? { category } : {}),
  };
}

/** An account of his own, or the code that he is given: by which the appellant comes back. */
const openerOf = (actor: Call['actor'], id: string): string =>
  actor.kind === 'enterprise' && !actor.id.startsWith('follow:') ? `person:${actor.id}` : `follow:${id}`;
