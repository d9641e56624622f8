import {
  type AppealPorts,
  appealOperations,
  exchangeOperations,
  panelOperations,
  reportOperations,
  tellOutcomes,
  tellPeers,
} from '#domains/appeals';
import {
  changeOperations,
  consentOperations,
  enterpriseOperations,
  oneCodeOperations,
  pushChanges,
} from '#domains/enterprises';
import {
  askDueFills,
  benchmarkOperations,
  blockOperations,
  briefOperations,
  collectOperations,
  evaluationOperations,
  firmOperations,
  issueWeeklyBrief,
  materialOperations,
  schemeRunOperations,
  watchIndicators,
} from '#domains/evaluation';

import { fundOperations, verifyBooks, watchFunds } from '#domains/funds';
import { type OutreachPorts, outreachOperations } from '#domains/outreach';
import { policyOperations } from '#domains/policies';
import { programmeOperations, watchNodes } from '#domains/programme';
import { followRatings, openFoundCauses, qualityOperations } from '#domains/quality';
import { openUnopened, ratingOperations } from '#domains/ratings';
import { reviewOperations } from '#domains/review';
import { simulationOperations } from '#domains/simulation';
import { announceDue, surveyOperations, textInvitations } from '#domains/surveys';
import { type AnyOperation, systemCall } from '#kernel';
import { keyedHashes } from '#platform/access';
import { documentOperations } from '#platform/documents';
import type { Settings } from '#platform/settings';
import { accessStores, createIntakeStore } from '#storage';
import type { Base } from './base.ts';
import type { Core } from './core.ts';
import type { DomainJob } from './domain-job.ts';
import { followJobs } from './follow-jobs.ts';
import { appealPorts } from './ports/appeals.ts';
import { blockPorts } from './ports/block-tables.ts';
import { briefPorts } from './ports/brief.ts';
import { changePorts } from './ports/changes.ts';
import { collectPorts, peerPorts } from './ports/collect.ts';
import { consentPorts } from './ports/consents.ts';
import { documentPorts } from './ports/documents.ts';
import { certificateJob, enterpriseJobs, enterprisePorts } from './ports/enterprises.ts';
import { evaluationPorts } from './ports/evaluation.ts';
import { type ConfiguredPeer, exchangePorts } from './ports/exchange.ts';
import { firmPorts } from './ports/firms.ts';

import { fundPorts } from './ports/funds.ts';
import { materialPorts } from './ports/materials.ts';
import { oneCodePorts } from './ports/one-code.ts';
import { outreachPorts } from './ports/outreach.ts';
import { panelPorts } from './ports/panels.ts';
import { policyJobs, policyPortsOf } from './ports/policies.ts';
import { programmePorts } from './ports/programme.ts';
import { qualityPorts, reportPorts } from './ports/quality.ts';
import { ratingPorts } from './ports/ratings.ts';
import { reviewPorts } from './ports/review.ts';
import { schemeRunPorts } from './ports/scheme-runs.ts';
import { simulationPorts } from './ports/simulation.ts';
import { surveyPorts } from './ports/surveys.ts';

/** The ports that more than one line of work shares. */
export type Shared = { readonly appeals: AppealPorts; readonly outreach: OutreachPorts };

export function sharedPorts({ city, databases, contentKey, settings, wallClock }: Base, core: Core): Shared {
  const { matters, registry, registryStore, tokeniser, tell } = core;
  const appeals = appealPorts({
    city,
    databases,
    matters,
    registry: registryStore,
    tokeniser,
    hashes: keyedHashes(contentKey),
    codeKey: contentKey,
    wallClock,
    inbox: tell,
  });
  const outreach = outreachPorts({
    databases,
    matters,
    registry,
    enterprises: registryStore,
    appeals,
    meetingMonths: () => numberIn(city.pack.settings, 'meetings', 'intervalMonths', 2),
    baseUrl: settings.baseUrl ?? '',
  });
  return { appeals, outreach };
}

/** Every line of work, with its ports. */
export function domainOperations(base: Base, core: Core, { appeals, outreach }: Shared): readonly AnyOperation[] {
  const { city, databases, settings, wallClock } = base;
  const { matters, registry, registryStore, tell } = core;
  const { audit } = accessStores(databases.system);
  const exchange = exchangePorts({ databases, matters, appeals, peers: peersOf(settings), wallClock });
  const enterprises = enterprisePorts(base, core);
  return [
    ...appealOperations(appeals),
    ...panelOperations(panelPorts({ databases, matters, appeals })),
    ...exchangeOperations(exchange),
    ...reportOperations(reportPorts({ city, databases, matters })),
    ...ratingOperations(ratingPorts(base, core)),
    ...qualityOperations(qualityPorts({ city, databases, matters })),
    ...programmeOperations(programmePorts({ databases, matters, registry, people: registryStore, inbox: tell })),
    ...outreachOperations(outreach),
    ...enterpriseOperations(enterprises),
    ...oneCodeOperations(oneCodePorts(base, core, enterprises)),
    ...changeOperations(changePorts(base, core, enterprises)),
    ...consentOperations(consentPorts(base, core, enterprises)),
    ...fundOperations(fundPorts({ city, databases, matters, contentKey: base.contentKey })),
    ...policyOperations(policyPortsOf(base, core)),
    ...simulationOperations(simulationPorts(base, core)),
    ...reviewOperations(reviewPorts(base, core)),
    ...documentOperations(documentPorts({ city, databases, matters, registry, audit })),
    ...evaluationOperations(evaluationPorts({ city, databases, matters, version: base.version })),
    ...blockOperations(blockPorts(base, core)),
    ...briefOperations(briefPorts(base, core)),
    ...collectOperations(collectPorts(base, core)),
    ...benchmarkOperations(peerPorts(base, core)),
    ...materialOperations(materialPorts(base, core)),
    ...schemeRunOperations(schemeRunPorts(base, core)),
    ...firmOperations(firmPorts(base, core)),
    ...surveyOperations(surveyPorts(base, core)),
  ];
}

const WEEK = 7 * 86_400_000;

/** What lines of work do by themselves, again and again. */
export function domainJobs(base: Base, core: Core, { appeals }: Shared): readonly DomainJob[] {
  const { city, databases, settings, wallClock } = base;
  const { matters, registry, registryStore, tell } = core;
  const programme = programmePorts({ databases, matters, registry, people: registryStore, inbox: tell });
  const exchange = exchangePorts({ databases, matters, appeals, peers: peersOf(settings), wallClock });
  const panels = panelPorts({ databases, matters, appeals });
  const quality = qualityPorts({ city, databases, matters });
  const funds = fundPorts({ city, databases, matters, contentKey: base.contentKey });
  const evaluation = evaluationPorts({ city, databases, matters, version: base.version });
  const enterprises = enterprisePorts(base, core);
  return [
    { name: 'tell-peers', everyMs: 10_000, run: (tenant, now) => tellPeers(exchange, tenant, now) },
    { name: 'tell-outcomes', everyMs: 60_000, run: (tenant, now) => tellOutcomes(panels, tenant, now) },
    {
      name: 'follow-ratings',
      everyMs: 60_000,
      run: (tenant, now) => followRatings(quality, systemCall(tenant, now, matters.ids())),
    },
    {
      name: 'watch-indicators',
      everyMs: 3_600_000,
      run: (tenant, now) => watchIndicators(evaluation, tenant, now),
    },
    {
      name: 'open-rectifications',
      everyMs: 60_000,
      run: (tenant, now) => openUnopened(ratingPorts(base, core), tenant, now),
    },
    {
      name: 'watch-funds',
      everyMs: 3_600_000,
      run: (tenant, now) => watchFunds(funds, systemCall(tenant, now, matters.ids())),
    },
    {
      name: 'verify-books',
      everyMs: 86_400_000,
      run: (tenant, now) => verifyBooks(funds, systemCall(tenant, now, matters.ids())),
    },
    {
      name: 'open-found-causes',
      everyMs: 3_600_000,
      run: (tenant, now) => openFoundCauses(quality, tenant, now),
    },
    ...followJobs(base, core, evaluation),
    {
      name: 'ask-due-fills',
      everyMs: 3_600_000,
      run: (tenant, now) => askDueFills(collectPorts(base, core), systemCall(tenant, now, matters.ids())),
    },
    {
      name: 'announce-surveys',
      everyMs: 3_600_000,
      run: (tenant, now) => announceDue(surveyPorts(base, core), systemCall(tenant, now, matters.ids())),
    },
    {
      name: 'text-surveys',
      everyMs: 60_000,
      run: (tenant, now) => textInvitations(surveyPorts(base, core), { tenant, now }),
    },
    ...enterpriseJobs(enterprises),
    certificateJob(base, core, enterprises),
    {
      name: 'push-changes',
      everyMs: 5_000,
      run: (tenant, now) => pushChanges(changePorts(base, core, enterprises), tenant, now, matters.ids()),
    },
    {
      name: 'weekly-brief',
      everyMs: 1_800_000,
      run: (tenant, now) => issueWeeklyBrief(briefPorts(base, core), systemCall(tenant, now, matters.ids())),
    },
    ...policyJobs(policyPortsOf(base, core)),
    { name: 'watch-nodes', everyMs: 600_000, run: (tenant, now) => watchNodes(programme, tenant, now) },
    {
      name: 'forget-reservations',
      everyMs: 3_600_000,
      run: () => createIntakeStore(databases).forgetReservations(wallClock() - WEEK),
    },
  ];
}

const PEERS = {
  '12345': { title: '12345 热线', channel: 'hotline-12345' },
  '110': { title: '110 报警台', channel: 'police-110' },
} as const;

const peersOf = ({ peers }: Settings): readonly ConfiguredPeer[] =>
  peers.map((each) => ({ ...each, ...PEERS[each.peer] }));

function numberIn(settings: Readonly<Record<string, unknown>>, group: string, name: string, otherwise: number): number {
  const found = (settings[group] as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof found === 'number' ? found : otherwise;
}
