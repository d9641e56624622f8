import { tellOutcomes, tellPeers } from '#domains/appeals';
import { pushChanges } from '#domains/enterprises';
import { askDueFills, issueWeeklyBrief, watchIndicators } from '#domains/evaluation';
import { verifyBooks, watchFunds } from '#domains/funds';
import { watchNodes } from '#domains/programme';
import { followRatings, openFoundCauses } from '#domains/quality';
import { openUnopened } from '#domains/ratings';
import { announceDue, textInvitations } from '#domains/surveys';
import { systemCall } from '#kernel';
import { createIntakeStore } from '#storage';
import type { Base } from './base.ts';
import type { Core } from './core.ts';
import type { DomainJob } from './domain-job.ts';
import { followJobs } from './follow-jobs.ts';
import type { Lines } from './lines.ts';
import { certificateJob, enterpriseJobs } from './ports/enterprises.ts';
import { policyJobs } from './ports/policies.ts';

const WEEK = 7 * 86_400_000;

/** What lines of work do by themselves, again and again. */
export function domainJobs(base: Base, core: Core, lines: Lines): readonly DomainJob[] {
  const { databases, wallClock } = base;
  const { ids } = core.matters;
  const { exchange, panels, quality, evaluation, ratings, funds, collect, surveys, enterprises } = lines;
  return [
    { name: 'tell-peers', everyMs: 10_000, run: (tenant, now) => tellPeers(exchange, tenant, now) },
    { name: 'tell-outcomes', everyMs: 60_000, run: (tenant, now) => tellOutcomes(panels, tenant, now) },
    {
      name: 'follow-ratings',
      everyMs: 60_000,
      run: (tenant, now) => followRatings(quality, systemCall(tenant, now, ids())),
    },
    {
      name: 'watch-indicators',
      everyMs: 3_600_000,
      run: (tenant, now) => watchIndicators(evaluation, tenant, now),
    },
    {
      name: 'open-rectifications',
      everyMs: 60_000,
      run: (tenant, now) => openUnopened(ratings, tenant, now),
    },
    {
      name: 'watch-funds',
      everyMs: 3_600_000,
      run: (tenant, now) => watchFunds(funds, systemCall(tenant, now, ids())),
    },
    {
      name: 'verify-books',
      everyMs: 86_400_000,
      run: (tenant, now) => verifyBooks(funds, systemCall(tenant, now, ids())),
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
      run: (tenant, now) => askDueFills(collect, systemCall(tenant, now, ids())),
    },
    {
      name: 'announce-surveys',
      everyMs: 3_600_000,
      run: (tenant, now) => announceDue(surveys, systemCall(tenant, now, ids())),
    },
    {
      name: 'text-surveys',
      everyMs: 60_000,
      run: (tenant, now) => textInvitations(surveys, { tenant, now }),
    },
    ...enterpriseJobs(enterprises),
    certificateJob(base, core, enterprises),
    {
      name: 'push-changes',
      everyMs: 5_000,
      run: (tenant, now) => pushChanges(lines.changes, tenant, now, ids()),
    },
    {
      name: 'weekly-brief',
      everyMs: 1_800_000,
      run: (tenant, now) => issueWeeklyBrief(lines.brief, systemCall(tenant, now, ids())),
    },
    ...policyJobs(lines.policies),
    { name: 'watch-nodes', everyMs: 600_000, run: (tenant, now) => watchNodes(lines.programme, tenant, now) },
    {
      name: 'forget-reservations',
      everyMs: 3_600_000,
      run: () => createIntakeStore(databases).forgetReservations(wallClock() - WEEK),
    },
  ];
}
