import { z } from 'zod';
import { type AnyOperation, type Call, dayOf, operation, refuse, toInstant } from '#kernel';
import { CertificateView, certificatesOf } from './certificates.ts';
import { type EnterprisePorts, maySee } from './enterprise-ports.ts';
import {
  FactView,
  factViews,
  PastView,
  pastView,
  type Showing,
  SourceView,
  shownText,
  shownValue,
  sourceView,
} from './views.ts';

const Code = z.string().min(18).max(18);
const Titled = z.object({ id: z.string(), title: z.string(), group: z.string().optional() });

const TagView = Titled.extend({
  when: z.string(),
  source: z.string().optional(),
  assumed: z.boolean().optional(),
  since: z.number(),
  until: z.number().optional(),
  because: z.array(z.string()),
  endedBecause: z.array(z.string()).optional(),
});

const Row = z.object({
  id: z.string(),
  name: z.string(),
  region: z.string().optional(),
  industry: z.string().optional(),
  scale: z.string().optional(),
  tags: z.array(Titled),
});

export const showingOf = ({ vocabulary, precedence }: Pick<EnterprisePorts, 'vocabulary' | 'precedence'>): Showing => ({
  catalogue: vocabulary().catalogue,
  lists: vocabulary().lists,
  kindTitle: (kind) => precedence().kinds.find((each) => each.id === kind)?.title ?? kind,
});

const none = () => refuse({ code: 'enterprises.none', kind: 'not-found', what: '没有找到这家企业' });

/** @throws Refusal for a stranger, in the words for an enterprise that does not exist */
export async function seen(ports: EnterprisePorts, call: Call, id: string) {
  const found = maySee(call, id) ? await ports.enterprise(call.tenant, id) : undefined;
  if (!found) throw none();
  return found;
}

/** 企业档案: the list, one enterprise with its facts, the history of a fact. */
export function recordOperations(ports: EnterprisePorts) {
  const titled = (id: string) => {
    const tag = ports.tags().find((each) => each.id === id);
    return { id, title: tag?.title ?? id, ...(tag && { group: tag.group }) };
  };
  return [
    operation({
      id: 'facts.catalogue',
      method: 'GET',
      path: '/api/facts',
      title: '事实目录：企业有哪些数据、归谁管、什么单位',
      permission: 'signed-in',
      input: z.object({}),
      output: z.object({
        groups: z.array(z.object({ id: z.string(), title: z.string() })),
        facts: z.array(z.looseObject({ key: z.string(), name: z.string(), group: z.string(), type: z.string() })),
      }),
      handle: async () => ({
        groups: [...ports.groups()],
        facts: ports.vocabulary().catalogue.facts.map((each) => ({ ...each })),
      }),
    }),
    operation({
      id: 'enterprise-records.list',
      method: 'GET',
      path: '/api/enterprise-records',
      title: '企业清单：按名称、地区、行业、规模、标签查找',
      permission: 'facts.read',
      input: z.object({
        q: z.string().trim().max(60).optional(),
        region: z.string().max(12).optional(),
        industry: z.string().max(4).optional(),
        scale: z.string().max(10).optional(),
        tag: z.string().max(40).optional(),
        after: z.string().max(18).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      output: z.object({ items: z.array(Row), next: z.string().optional() }),
      handle: async (call, filter) => {
        const { items, next } = await ports.facts.list(call.tenant, filter);
        return { items: items.map((each) => ({ ...each, tags: each.tags.map(titled) })), ...(next && { next }) };
      },
    }),
    operation({
      id: 'enterprise-records.tags',
      method: 'GET',
      path: '/api/enterprise-tags',
      title: '企业标签：各有多少户',
      permission: 'facts.read',
      input: z.object({}),
      output: z.object({ items: z.array(Titled.extend({ count: z.number() })) }),
      handle: async ({ tenant }) => {
        const counts = await ports.facts.countByTag(tenant);
        return {
          items: ports.tags().map(({ id, title, group }) => ({ id, title, group, count: counts.get(id) ?? 0 })),
        };
      },
    }),
    operation({
      id: 'enterprise-records.get',
      method: 'GET',
      path: '/api/enterprise-records/{id}',
      title: '企业空间：数据及其来源和日期、标签及理由',
      permission: 'signed-in',
      input: z.object({ id: Code }),
      output: z.object({
        id: z.string(),
        name: z.string(),
        region: z.string().optional(),
        groups: z.array(z.object({ id: z.string(), title: z.string(), unknown: z.number(), facts: z.array(FactView) })),
        tags: z.array(TagView),
        certificates: z.array(CertificateView),
        hidden: z.number().describe('因权限没有显示的敏感数据项数'),
        stirredAt: z.number().optional().describe('数据在这时变动过，划型和标签正等着重算；没有就是已按现有数据算过'),
      }),
      handle: (call, { id }) => enterpriseView(ports, call, id),
    }),
    operation({
      id: 'enterprise-records.history',
      method: 'GET',
      path: '/api/enterprise-records/{id}/facts/{key}',
      title: '一项数据的沿革：以前是多少、谁说的、哪天起',
      permission: 'signed-in',
      input: z.object({ id: Code, key: z.string().max(60) }),
      output: z.object({
        key: z.string(),
        name: z.string(),
        shown: z.string().optional(),
        source: SourceView.optional(),
        rivals: z.array(z.object({ shown: z.string(), source: SourceView.optional() })),
        past: z.array(PastView),
      }),
      handle: (call, { id, key }) => historyView(ports, call, id, key),
    }),
  ] satisfies readonly AnyOperation[];
}

async function enterpriseView(ports: EnterprisePorts, call: Call, id: string) {
  const { name, region } = await seen(ports, call, id);
  const showing = showingOf(ports);
  const views = factViews(await ports.reader.facts(call, id), await ports.reader.rivals(call, id), call.now, showing);
  const byKey = new Map(views.map((each) => [each.key, each]));
  const whole = call.actor.enterprise === id || call.actor.permissions.includes('facts.sensitive');
  const { facts } = showing.catalogue;
  const { unit } = call.actor;
  const today = dayOf(toInstant(call.now));
  const granted = whole || unit === undefined ? [] : await ports.consents.keysFor(call.tenant, id, unit, today);
  const visible = facts.filter((each) => whole || each.sensitivity !== 'sensitive' || granted.includes(each.key));
  const rules = new Map(ports.rules().tags.map(({ tag, said }) => [tag.id, { ...tag, when: said }]));
  return {
    id,
    name,
    ...(region && { region }),
    hidden: facts.length - visible.length,
    ...(await waitingOf(ports, call.tenant, id)),
    certificates: certificatesOf(ports.certificates().kinds, byKey, today),
    groups: ports.groups().map((group) => {
      const own = visible.filter((each) => each.group === group.id);
      const found = own.flatMap((each) => byKey.get(each.key) ?? []);
      return { ...group, facts: found, unknown: own.length - found.length };
    }),
    tags: (await ports.reader.tags(call, id)).map(({ tag, ...row }) => {
      const rule = rules.get(tag);
      return {
        id: tag,
        title: rule?.title ?? tag,
        when: rule?.when ?? '规则已停用',
        ...row,
        because: whole
          ? [...row.because]
          : openGrounds(
              row.because,
              visible.map((each) => each.name),
            ),
        endedBecause:
          row.endedBecause &&
          (whole
            ? [...row.endedBecause]
            : openGrounds(
                row.endedBecause,
                visible.map((each) => each.name),
              )),
        ...(rule && { group: rule.group }),
        ...(rule?.source && { source: rule.source }),
        ...(rule?.assumed && { assumed: rule.assumed }),
      };
    }),
  };
}

/** Facts that changed and have not reached the size and the tags yet. */
async function waitingOf({ facts }: EnterprisePorts, tenant: string, id: string) {
  const stirredAt = await facts.stirredSince(tenant, id);
  return stirredAt === undefined ? {} : { stirredAt };
}

/** Why a tag holds must not tell a sensitive figure to somebody who may not see it. */
const openGrounds = (because: readonly string[], names: readonly string[]): string[] =>
  because.map((each) =>
    names.some((name) => each.startsWith(`${name} `)) ? each : `${each.split(' ')[0]} （无权查看数值）`,
  );

async function historyView(ports: EnterprisePorts, call: Call, id: string, key: string) {
  await seen(ports, call, id);
  const showing = showingOf(ports);
  const fact = showing.catalogue.byKey.get(key);
  if (!fact) throw refuse({ code: 'facts.none', kind: 'not-found', what: `事实目录里没有“${key}”` });
  const known = (await ports.reader.facts(call, id)).find((each) => each.key === key);
  const rivals = (await ports.reader.rivals(call, id)).filter((each) => each.key === key);
  return {
    key,
    name: fact.name,
    ...(known && { shown: shownValue(fact, known.value, showing) }),
    ...(known?.source && { source: sourceView(known.source, showing) }),
    rivals: rivals.map((each) => ({
      shown: shownText(fact, each.value, showing),
      ...(each.source && { source: sourceView(each.source, showing) }),
    })),
    past: (await ports.reader.history(call, id, key)).map((each) => pastView(fact, each, showing)),
  };
}
