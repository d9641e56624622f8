import { z } from 'zod';
import { creditRule, sealCode } from '#engines/registry';
import { type AnyOperation, type Call, operation, refuse } from '#kernel';
import { ownEnterprise } from '../own-enterprise.ts';
import { showingOf } from '../record-operations.ts';
import { CreditView, creditView } from './credit-view.ts';
import type { OneCodePorts, PrintedCode } from './ports.ts';

const DAY = 86_400_000;
const MOST_PRINTED = 20;

const Issued = z.object({
  code: z.string(),
  url: z.string().describe('扫码打开的地址；没有配置对外地址时从 / 起'),
  expiresAt: z.number(),
});
const Printed = Issued.extend({
  serial: z.string(),
  place: z.string(),
  issuedAt: z.number(),
  revokedAt: z.number().optional(),
});

const urlOf = ({ baseUrl }: OneCodePorts, code: string): string => `${baseUrl ?? ''}/c/${code}`;

const printedView = (ports: OneCodePorts, { serial, place, issuedAt, expiresAt, revokedAt, code }: PrintedCode) => ({
  serial,
  place,
  issuedAt,
  expiresAt,
  code,
  url: urlOf(ports, code),
  ...(revokedAt !== undefined && { revokedAt }),
});

/** The key that signs now; one that has signed long enough makes way for the next. */
async function signingKey({ codes, oneCode }: OneCodePorts, tenant: string, now: number): Promise<number> {
  const current = await codes.currentKey(tenant, now);
  if (now - current.since < oneCode().rotateDays * DAY) return current.no;
  return (await codes.rotate(tenant, now, false)).no;
}

/** The firm knows all that is behind its colour: it is the one to say that something there is wrong. */
async function ownColour(ports: OneCodePorts, tenant: string, enterprise: string) {
  const { credit } = ports.oneCode();
  const facts = (await ports.facts.records(tenant, [enterprise])).get(enterprise) ?? {};
  const state = creditRule(credit, showingOf(ports).catalogue.language)(facts);
  return state ? { credit: creditView(state, () => true, false) } : {};
}

/** Whole seconds: that is what a code can say. */
const upToSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;

/** 企业码: shown on the phone, printed for the wall, made void. */
export function issueOperations(ports: OneCodePorts) {
  const seal = async (call: Call, kind: 'live' | 'printed', serial: string, expiresAt: number) => {
    const key = await signingKey(ports, call.tenant, call.now);
    const claim = { enterprise: ownEnterprise(call), kind, key, serial, expiresAt };
    return { key, code: sealCode(call.tenant, claim, (text) => ports.sign(call.tenant, key, text)) };
  };
  return [
    operation({
      id: 'one-code.live',
      method: 'GET',
      path: '/api/one-code/live',
      title: '出示动态企业码：几分钟有效，页面自动换新',
      permission: 'signed-in',
      input: z.object({}),
      output: Issued.extend({ credit: CreditView.optional().describe('扫码的人看到的颜色，和它的依据') }),
      handle: async (call) => {
        const enterprise = ownEnterprise(call);
        const expiresAt = upToSecond(call.now + ports.oneCode().liveMinutes * 60_000);
        const { code } = await seal(call, 'live', ports.newSerial(), expiresAt);
        return { code, url: urlOf(ports, code), expiresAt, ...(await ownColour(ports, call.tenant, enterprise)) };
      },
    }),
    operation({
      id: 'one-code.print',
      method: 'POST',
      path: '/api/one-code/printed',
      title: '制作张贴码：打印出来挂在门口，随时可以作废',
      permission: 'signed-in',
      input: z.object({ place: z.string().trim().min(1).max(40).describe('挂在哪里，如 前台') }),
      output: Printed,
      handle: async (call, { place }) => {
        const enterprise = ownEnterprise(call);
        const held = (await ports.codes.printed(call.tenant, enterprise, 200)).filter(
          (each) => each.revokedAt === undefined && each.expiresAt > call.now,
        );
        if (held.length >= MOST_PRINTED)
          throw refuse({
            code: 'one-code.too-many',
            kind: 'conflict',
            what: `已有 ${held.length} 张有效的张贴码`,
            todo: '请先作废不用的',
          });
        const serial = ports.newSerial();
        const expiresAt = upToSecond(call.now + ports.oneCode().printedDays * DAY);
        const { code, key } = await seal(call, 'printed', serial, expiresAt);
        const entry = { serial, enterprise, key, place, code, issuedAt: call.now, issuedBy: call.actor.id, expiresAt };
        await ports.codes.addPrinted(call.tenant, entry);
        return printedView(ports, entry);
      },
    }),
    operation({
      id: 'one-code.printed',
      method: 'GET',
      path: '/api/one-code/printed',
      title: '本企业的张贴码',
      permission: 'signed-in',
      input: z.object({}),
      output: z.object({ items: z.array(Printed) }),
      handle: async (call) => {
        const items = await ports.codes.printed(call.tenant, ownEnterprise(call), 100);
        return { items: items.map((each) => printedView(ports, each)) };
      },
    }),
    operation({
      id: 'one-code.revoke',
      method: 'POST',
      path: '/api/one-code/printed/{serial}/revoke',
      title: '作废一张张贴码',
      permission: 'signed-in',
      input: z.object({ serial: z.string().max(32) }),
      output: z.object({}),
      handle: async (call, { serial }) => {
        if (await ports.codes.revoke(call.tenant, ownEnterprise(call), serial, call.now)) return {};
        throw refuse({ code: 'one-code.none', kind: 'not-found', what: '没有找到这张张贴码' });
      },
    }),
  ] satisfies readonly AnyOperation[];
}
