import { z } from 'zod';
import { creditRule, sightOf } from '#engines/registry';
import { type Actor, type AnyOperation, type Call, operation, refuse } from '#kernel';
import { ownEnterprise } from '../own-enterprise.ts';
import { showingOf } from '../record-operations.ts';
import { shownValue } from '../views.ts';
import { type CheckedCode, checkCode } from './check-code.ts';
import { CreditView, creditView } from './credit-view.ts';
import type { OneCodePorts } from './ports.ts';

/** The same scanner looking again at once is one scan. */
const AGAIN = 60_000;

const Titled = z.object({ id: z.string(), title: z.string() });
const Scanned = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['live', 'printed']),
  expiresAt: z.number(),
  checkedAt: z.number(),
  as: z.array(Titled).describe('以什么身份看到这些'),
  credit: CreditView.optional(),
  facts: z.array(z.object({ key: z.string(), name: z.string(), shown: z.string(), group: z.string() })),
  tags: z.array(Titled).optional(),
  openMatters: z.number().optional(),
  mayOpen: z.boolean().describe('可以打开企业档案'),
});

const ScanRow = z.object({
  id: z.string(),
  at: z.number(),
  kind: z.enum(['live', 'printed']),
  signedIn: z.boolean(),
  unit: z.string().optional(),
  views: z.array(z.string()),
  place: z.string().optional(),
});

/** 扫码: what the scanner's role may see; who scanned whom. */
export function scanOperations(ports: OneCodePorts) {
  return [
    operation({
      id: 'one-code.scan',
      method: 'POST',
      path: '/api/one-code/scan',
      title: '扫企业码：核验真伪，按身份显示，并留痕',
      permission: 'public',
      input: z.object({ code: z.string().min(1).max(200) }),
      output: Scanned,
      handle: async (call, { code }) => {
        const checked = await checkCode(ports, call.tenant, code.trim(), call.now);
        const view = await scannedView(ports, call, checked);
        await note(
          ports,
          call,
          checked,
          view.as.map((each) => each.title),
        );
        return view;
      },
    }),
    operation({
      id: 'one-code.scans',
      method: 'GET',
      path: '/api/one-code/scans',
      title: '谁扫过本企业的码',
      permission: 'signed-in',
      input: z.object({
        after: z.string().max(80).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
      output: z.object({ items: z.array(ScanRow), next: z.string().optional() }),
      handle: async (call, page) => ownScans(ports, call, ownEnterprise(call), page),
    }),
    operation({
      id: 'one-code.keys',
      method: 'GET',
      path: '/api/one-code/keys',
      title: '核验企业码的公钥（Ed25519）',
      permission: 'public',
      input: z.object({}),
      output: z.object({
        keys: z.array(
          z.object({ no: z.number(), since: z.number(), retiredAt: z.number().optional(), publicKey: z.string() }),
        ),
      }),
      handle: async ({ tenant }) => ({
        keys: (await ports.codes.keys(tenant)).map((each) => ({
          ...each,
          publicKey: ports.publicKey(tenant, each.no),
        })),
      }),
    }),
    operation({
      id: 'one-code.rotate',
      method: 'POST',
      path: '/api/one-code/keys',
      title: '更换企业码的签名密钥；密钥泄露时连同旧码一起作废',
      permission: 'access.manage',
      input: z.object({ retireOlder: z.boolean().default(false).describe('旧密钥签的码立即全部失效') }),
      output: z.object({ no: z.number(), since: z.number() }),
      handle: async ({ tenant, now }, { retireOlder }) => {
        const { no, since } = await ports.codes.rotate(tenant, now, retireOlder);
        return { no, since };
      },
    }),
  ] satisfies readonly AnyOperation[];
}

const scannerOf = ({ departmentsOf }: OneCodePorts, { kind, unit, roles, permissions }: Actor) => ({
  roles: kind === 'official' ? roles : [],
  departments: kind === 'official' && unit !== undefined ? departmentsOf(unit) : [],
  sensitive: permissions.includes('facts.sensitive'),
});

async function scannedView(
  ports: OneCodePorts,
  { tenant, actor, now }: Call,
  { enterprise, kind, expiresAt }: CheckedCode,
): Promise<z.infer<typeof Scanned>> {
  const found = await ports.enterprise(tenant, enterprise);
  if (!found) throw refuse({ code: 'enterprises.none', kind: 'not-found', what: '没有找到这家企业' });
  const showing = showingOf(ports);
  const { views, credit } = ports.oneCode();
  const sight = sightOf(views, scannerOf(ports, actor), showing.catalogue.facts);
  const facts = (await ports.facts.records(tenant, [enterprise])).get(enterprise) ?? {};
  const state = sight.shows.includes('credit') ? creditRule(credit, showing.catalogue.language)(facts) : undefined;
  const visible = new Set(sight.facts.map((each) => each.name));
  return {
    id: enterprise,
    name: found.name,
    kind,
    expiresAt,
    checkedAt: now,
    as: [...sight.views],
    facts: sight.facts.flatMap((fact) => {
      const value = facts[fact.name];
      if (value === undefined) return [];
      return [{ key: fact.key, name: fact.name, group: fact.group, shown: shownValue(fact, value, showing) }];
    }),
    mayOpen: actor.permissions.includes('facts.read'),
    ...(state && { credit: creditView(state, (name) => visible.has(name), actor.kind === 'official') }),
    ...(sight.shows.includes('tags') && { tags: await tagsOf(ports, tenant, enterprise) }),
    ...(sight.shows.includes('matters') && { openMatters: await ports.openMatters(tenant, enterprise) }),
  };
}

async function tagsOf({ facts, tags }: OneCodePorts, tenant: string, enterprise: string) {
  const held = (await facts.openTags(tenant, [enterprise])).get(enterprise) ?? [];
  return tags()
    .filter((each) => held.includes(each.id))
    .map(({ id, title }) => ({ id, title }));
}

/** Every look at somebody else's code is written down for that enterprise to see. */
async function note(ports: OneCodePorts, call: Call, checked: CheckedCode, views: readonly string[]): Promise<void> {
  const { actor, tenant, now } = call;
  if (actor.enterprise === checked.enterprise) return;
  const signedIn = actor.kind !== 'anonymous';
  const scanner = signedIn ? actor.id : `address ${ports.maskAddress(call.address ?? '')}`;
  const last = await ports.codes.lastScan(tenant, checked.enterprise, scanner);
  if (last !== undefined && now - last < AGAIN && now >= last) return;
  const { enterprise, kind, serial } = checked;
  await ports.codes.addScan(tenant, {
    id: ports.ids(),
    enterprise,
    at: now,
    kind,
    serial,
    scanner,
    signedIn,
    views,
    ...(actor.unit !== undefined && { unit: actor.unit }),
  });
}

async function ownScans(
  ports: OneCodePorts,
  call: Call,
  enterprise: string,
  page: { readonly after?: string | undefined; readonly limit: number },
) {
  const { items, next } = await ports.codes.scans(call.tenant, { enterprise }, page);
  const places = new Map(
    (await ports.codes.printed(call.tenant, enterprise, 200)).map((each) => [each.serial, each.place]),
  );
  const names = new Map<string, string>();
  for (const { unit } of items)
    if (unit !== undefined && !names.has(unit)) names.set(unit, await ports.unitName(call, unit));
  return {
    items: items.map(({ id, at, kind, signedIn, unit, views, serial }) => ({
      id,
      at,
      kind,
      signedIn,
      views: [...views],
      ...(unit !== undefined && { unit: names.get(unit) ?? unit }),
      ...(kind === 'printed' && places.has(serial) && { place: places.get(serial) }),
    })),
    ...(next !== undefined && { next }),
  };
}
