import { appealOperations, exchangeOperations, panelOperations, reportOperations } from '#domains/appeals';
import { changeOperations, consentOperations, enterpriseOperations, oneCodeOperations } from '#domains/enterprises';
import {
  benchmarkOperations,
  blockOperations,
  briefOperations,
  collectOperations,
  evaluationOperations,
  firmOperations,
  materialOperations,
  schemeRunOperations,
} from '#domains/evaluation';
import { fundOperations } from '#domains/funds';
import { outreachOperations } from '#domains/outreach';
import { policyOperations } from '#domains/policies';
import { programmeOperations } from '#domains/programme';
import { qualityOperations } from '#domains/quality';
import { ratingOperations } from '#domains/ratings';
import { reviewOperations } from '#domains/review';
import { simulationOperations } from '#domains/simulation';
import { surveyOperations } from '#domains/surveys';
import type { AnyOperation } from '#kernel';
import { documentOperations } from '#platform/documents';
import type { Lines } from './lines.ts';

/** What people can do in every line of work. */
export const domainOperations = (lines: Lines): readonly AnyOperation[] => [
  ...appealOperations(lines.appeals),
  ...panelOperations(lines.panels),
  ...exchangeOperations(lines.exchange),
  ...reportOperations(lines.reports),
  ...ratingOperations(lines.ratings),
  ...qualityOperations(lines.quality),
  ...programmeOperations(lines.programme),
  ...outreachOperations(lines.outreach),
  ...enterpriseOperations(lines.enterprises),
  ...oneCodeOperations(lines.oneCode),
  ...changeOperations(lines.changes),
  ...consentOperations(lines.consents),
  ...fundOperations(lines.funds),
  ...policyOperations(lines.policies),
  ...simulationOperations(lines.simulation),
  ...reviewOperations(lines.review),
  ...documentOperations(lines.documents),
  ...evaluationOperations(lines.evaluation),
  ...blockOperations(lines.blocks),
  ...briefOperations(lines.brief),
  ...collectOperations(lines.collect),
  ...benchmarkOperations(lines.peers),
  ...materialOperations(lines.materials),
  ...schemeRunOperations(lines.schemeRuns),
  ...firmOperations(lines.firms),
  ...surveyOperations(lines.surveys),
];
