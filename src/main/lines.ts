import type { AppealPorts } from '#domains/appeals';
import type { OutreachPorts } from '#domains/outreach';
import { keyedHashes } from '#platform/access';
import type { Settings } from '#platform/settings';
import { accessStores } from '#storage';
import type { Base } from './base.ts';
import type { Core } from './core.ts';
import { appealPorts } from './ports/appeals.ts';
import { blockPorts } from './ports/block-tables.ts';
import { briefPorts } from './ports/brief.ts';
import { changePorts } from './ports/changes.ts';
import { collectPorts, peerPorts } from './ports/collect.ts';
import { consentPorts } from './ports/consents.ts';
import { documentPorts } from './ports/documents.ts';
import { enterprisePorts } from './ports/enterprises.ts';
import { evaluationPorts } from './ports/evaluation.ts';
import { type ConfiguredPeer, exchangePorts } from './ports/exchange.ts';
import { firmPorts } from './ports/firms.ts';
import { fundPorts } from './ports/funds.ts';
import { materialPorts } from './ports/materials.ts';
import { oneCodePorts } from './ports/one-code.ts';
import { outreachPorts } from './ports/outreach.ts';
import { panelPorts } from './ports/panels.ts';
import { policyPortsOf } from './ports/policies.ts';
import { programmePorts } from './ports/programme.ts';
import { qualityPorts, reportPorts } from './ports/quality.ts';
import { ratingPorts } from './ports/ratings.ts';
import { reviewPorts } from './ports/review.ts';
import { schemeRunPorts } from './ports/scheme-runs.ts';
import { simulationPorts } from './ports/simulation.ts';
import { surveyPorts } from './ports/surveys.ts';

/** Every line of work with its ports, made once: its operations and its jobs are of the same. */
export function linesOf(base: Base, core: Core) {
  const { city, databases, contentKey, settings, wallClock } = base;
  const { matters, registry, registryStore, tell } = core;
  const { audit } = accessStores(databases.system);
  const appeals = appealsOf(base, core);
  const enterprises = enterprisePorts(base, core);
  return {
    appeals,
    panels: panelPorts({ databases, matters, appeals }),
    exchange: exchangePorts({ databases, matters, appeals, peers: peersOf(settings), wallClock }),
    reports: reportPorts({ city, databases, matters }),
    ratings: ratingPorts(base, core),
    quality: qualityPorts({ city, databases, matters }),
    programme: programmePorts({ databases, matters, registry, people: registryStore, inbox: tell }),
    outreach: outreachOf(base, core, appeals),
    enterprises,
    oneCode: oneCodePorts(base, core, enterprises),
    changes: changePorts(base, core, enterprises),
    consents: consentPorts(base, core, enterprises),
    funds: fundPorts({ city, databases, matters, contentKey, tell }),
    policies: policyPortsOf(base, core),
    simulation: simulationPorts(base, core),
    review: reviewPorts(base, core),
    documents: documentPorts({ city, databases, matters, registry, audit }),
    evaluation: evaluationPorts({ city, databases, matters, tell, version: base.version }),
    blocks: blockPorts(base, core),
    brief: briefPorts(base, core),
    collect: collectPorts(base, core),
    peers: peerPorts(base, core),
    materials: materialPorts(base, core),
    schemeRuns: schemeRunPorts(base, core),
    firms: firmPorts(base, core),
    surveys: surveyPorts(base, core),
  };
}
export type Lines = ReturnType<typeof linesOf>;

const appealsOf = ({ city, databases, contentKey, wallClock }: Base, core: Core): AppealPorts =>
  appealPorts({
    city,
    databases,
    matters: core.matters,
    registry: core.registryStore,
    tokeniser: core.tokeniser,
    hashes: keyedHashes(contentKey),
    codeKey: contentKey,
    wallClock,
    inbox: core.tell,
  });

const outreachOf = ({ city, databases, settings }: Base, core: Core, appeals: AppealPorts): OutreachPorts =>
  outreachPorts({
    databases,
    matters: core.matters,
    registry: core.registry,
    enterprises: core.registryStore,
    appeals,
    meetingMonths: () => city.settings.meetings.intervalMonths,
    baseUrl: settings.baseUrl ?? '',
  });

const PEERS = {
  '12345': { title: '12345 热线', channel: 'hotline-12345' },
  '110': { title: '110 报警台', channel: 'police-110' },
} as const;

const peersOf = ({ peers }: Settings): readonly ConfiguredPeer[] =>
  peers.map((each) => ({ ...each, ...PEERS[each.peer] }));
