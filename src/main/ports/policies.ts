import { randomInt } from 'node:crypto';
import { policyPayments } from '#bridges';
import { stateFacts } from '#domains/enterprises';
import {
  ChainData,
  followClaims,
  followMoney,
  mailRound,
  matchRound,
  NO_CHAINS,
  type PolicyPorts,
  promiseRound,
  pushRound,
  runNextListing,
  stateRecognitions,
  warmColumns,
  watchAdvances,
  watchPace,
} from '#domains/policies';
import { addWorkingDays, dayOf, isRefusal, measureWorkingDays, SYSTEM, toInstant } from '#kernel';
import { writeTable } from '#platform/documents';
import { type ReadPorts, runMove, runOpen } from '#platform/matters';
import { type MailSender, smtpMail } from '#platform/notices';
import type { LiveDirectory } from '#platform/registry';
import { openMatchPool } from '#platform/rules';
import type { Tokeniser } from '#platform/search';
import { messageOf } from '#platform/webhooks';
import {
  accessStores,
  createActStore,
  createClaimStore,
  createMailStore,
  createMatchStore,
  createPolicyDraftStore,
  createPopulation,
  createVersionStore,
  createWebhookStore,
  type Databases,
} from '#storage';
import type { Base } from '../base.ts';
import type { City } from '../city.ts';
import type { Core } from '../core.ts';
import { oncePer } from '../once-per.ts';
import { auditNotes } from './audit-notes.ts';
import { cityColumnsOf } from './city-columns.ts';
import { endingOf } from './claim-ending.ts';
import { unitFor } from './fact-owners.ts';
import { factStoreOf, vocabularyOf } from './fact-store.ts';
import { fundPorts } from './funds.ts';
import { libraryOf } from './library.ts';
import { regionsBelow } from './region-tree.ts';

type PolicyBase = {
  readonly city: City;
  readonly databases: Databases;
  readonly matters: ReadPorts;
  readonly registry: LiveDirectory;
  readonly tokeniser: () => Tokeniser;
  readonly tell: PolicyPorts['tell'];
  readonly payments: PolicyPorts['payments'];
  readonly contentKey: Base['contentKey'];
  readonly mail?: MailSender;
};

/** Gives policy work its ports. */
function policyPorts(base: PolicyBase): PolicyPorts {
  const { city, databases, matters, registry, tokeniser, tell, payments, mail } = base;
  const versions = createVersionStore(databases);
  const acts = createActStore(databases);
  const note = auditNotes(accessStores(databases.system).audit, matters.ids);
  // Columns that it counted over stay with it.
  let population: PolicyPorts['population'] | undefined;
  return {
    library: libraryOf(base),
    title: (list, code) => city.lists.get(list)?.get(code),
    unitName: async (tenant, now, unit) => (await registry.organisation(tenant, now)).units.get(unit)?.name,
    tokens: (text) => tokeniser().tokensOf(text),
    queryTokens: (text) => tokeniser().queryTokensOf(text),
    get synonyms() {
      return synonymsOf(city);
    },
    get fairRules() {
      return city.fairRules;
    },
    get fairReviewer() {
      return city.settings.policies.fairReviewer || undefined;
    },
    personNames: matters.personNames,
    noteSeen: (call, object, facts) => note(call, { act: 'facts.sensitive-read', object, detail: { facts } }),
    get chains() {
      return ChainData.parse(city.pack.other.chains ?? NO_CHAINS);
    },
    get population() {
      population ??= createPopulation(databases, cityColumnsOf(base), city.pack.facts);
      return population;
    },
    countApart: async ({ sets, facts, day }, columns) => {
      const pool = openMatchPool(1);
      try {
        return await (await pool.open({ sets, facts, day: { rulesAsOf: day } }, columns)).run();
      } finally {
        await pool.close();
      }
    },
    versions,
    acts,
    matches: createMatchStore(databases),
    drafts: createPolicyDraftStore(databases),
    claims: createClaimStore(databases),
    payments,
    tell,
    mails: createMailStore(databases),
    ...(mail ? { mail } : {}),
    announce: async (tenant, told, now) => {
      const messages = told.map(({ key, ...each }) => messageOf(key, 'policy.told', now, { ...each, at: now }));
      await createWebhookStore(databases).fanOut(tenant, messages, now);
    },
    openMatter: async (call, { loop, fields, enterprise, owner, supervised = false }) => {
      const { units } = await registry.organisation(call.tenant, call.now);
      const office = unitFor(city, owner);
      const input = {
        loop,
        channel: 'system',
        fields: fields as Parameters<typeof runOpen>[2]['fields'],
        ...(enterprise ? { enterprise } : {}),
        ...(units.has(office) && !supervised ? { office } : {}),
      };
      const system = { ...call, actor: SYSTEM };
      const opened = await runOpen(matters, system, input);
      if (supervised && units.has(office)) {
        const handing = { ...system, idempotencyKey: `${call.idempotencyKey} given` };
        await runMove(matters, handing, { id: opened.id, move: 'assign', input: { unit: office } });
      }
      return opened;
    },
    stateFacts: async (tenant, { facts, title, unit, ...stated }, now) => {
      const named = Object.entries(facts).flatMap(([name, written]) => {
        const fact = city.facts.named(name);
        return fact ? [{ fact, written }] : [];
      });
      const source = { kind: 'department', department: named[0]?.fact.owner, unit: unitFor(city, unit), title };
      await stateFacts({ facts: factStoreOf({ databases, city }), vocabulary: () => vocabularyOf(city) }, tenant, now, {
        enterprise: stated.enterprise,
        facts: Object.fromEntries(named.map(({ fact, written }) => [fact.key, written])),
        source: { ...source, asOf: stated.asOf, observedAt: now },
      });
    },
    attach: async (call, { id, files }) => {
      const attaching = { ...call, ...(call.idempotencyKey && { idempotencyKey: `${call.idempotencyKey} files` }) };
      await runMove(matters, attaching, { id, move: 'attach', input: { files } });
    },
    moveMatter: async (call, { id, move }) => {
      try {
        await runMove(matters, call, { id, move, input: {} });
      } catch (error) {
        if (!isRefusal(error)) throw error;
      }
    },
    isOver: async (tenant, now, unit, owner) => {
      const directory = await matters.directory(tenant, now);
      const below = unitFor(city, owner);
      return !directory.unit(below) || unit === below || directory.ancestors(below).includes(unit);
    },
    placesOf: async (tenant, now, unit) => {
      const own = (await registry.organisation(tenant, now)).units.get(unit)?.region;
      const found = own === undefined ? [] : regionsBelow(city, own);
      // Whose region is the city, or holds it, sees firms of no known place as well.
      const whole = city.pack.layers.find((each) => each.kind === 'city')?.region ?? '';
      return own === undefined || found.includes(whole) ? undefined : found;
    },
    endingOf: (tenant, ended) => endingOf(matters, tenant, ended),
    limits: () => city.settings.claims,
    ids: matters.ids,
    codes: () => String(randomInt(1_000_000)).padStart(6, '0'),
    writeSheet: async ({ tenant, actor, now }, { title, headings, rows }) => {
      const who = (await matters.personNames(tenant, [actor.id])).get(actor.id) ?? actor.id;
      return writeTable({ kind: 'xlsx', name: title, headings, rows, mark: `${who} ${dayOf(toInstant(now))}` });
    },
    workingDaysAfter: (from, days) => addWorkingDays(matters.calendar(''), toInstant(from), days).day,
    workingDaysBetween: (from, to) => measureWorkingDays(matters.calendar(''), toInstant(from), toInstant(to)),
  };
}

function synonymsOf({ pack }: City): PolicyPorts['synonyms'] {
  const file = pack.other['policy-words'] as { readonly synonyms?: readonly (readonly string[])[] } | undefined;
  return file?.synonyms ?? [];
}

/** From the whole site; made once, so that columns which were counted over are there for all who count. */
export const policyPortsOf = oncePer(
  (_base: Base, core: Core) => core,
  ({ city, databases, contentKey, settings }, { matters, registry, tokeniser, tell }): PolicyPorts =>
    policyPorts({
      ...(settings.mail ? { mail: smtpMail(settings.mail) } : {}),
      city,
      databases,
      matters,
      registry,
      tokeniser,
      tell,
      contentKey,
      payments: policyPayments(fundPorts({ city, databases, matters, contentKey, tell })),
    }),
);

/** What lines of policy work do by themselves. */
export const policyJobs = (ports: PolicyPorts) => [
  { name: 'warm-columns', everyMs: 5_000, run: (tenant: string) => warmColumns(ports, tenant) },
  { name: 'match-policies', everyMs: 30_000, run: (tenant: string, now: number) => matchRound(ports, tenant, now) },
  { name: 'push-policies', everyMs: 60_000, run: (tenant: string, now: number) => pushRound(ports, tenant, now) },
  { name: 'mail-policies', everyMs: 20_000, run: (tenant: string, now: number) => mailRound(ports, tenant, now) },
  { name: 'follow-claims', everyMs: 30_000, run: (tenant: string, now: number) => followClaims(ports, tenant, now) },
  {
    name: 'state-recognitions',
    everyMs: 30_000,
    run: (tenant: string, now: number) => stateRecognitions(ports, tenant, now),
  },
  { name: 'list-batches', everyMs: 2_000, run: (tenant: string, now: number) => runNextListing(ports, tenant, now) },
  { name: 'promise-claims', everyMs: 30_000, run: (tenant: string, now: number) => promiseRound(ports, tenant, now) },
  { name: 'watch-pace', everyMs: 3_600_000, run: (tenant: string, now: number) => watchPace(ports, tenant, now) },
  { name: 'watch-advances', everyMs: 60_000, run: (tenant: string, now: number) => watchAdvances(ports, tenant, now) },
  { name: 'follow-money', everyMs: 15_000, run: (tenant: string) => followMoney(ports, tenant) },
];
