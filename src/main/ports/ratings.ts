import { followCodeOf } from '#domains/appeals';
import type { RatingPorts, Said } from '#domains/ratings';
import { keyedHashes } from '#platform/access';
import { runMove, runOpen } from '#platform/matters';
import { accessStores, createQualityReader, createServiceRatingStore } from '#storage';
import type { Base } from '../base.ts';
import type { Core } from '../core.ts';
import { tableFiles } from './appraisal.ts';

/** Gives ratings of services their ports. */
export function ratingPorts({ databases, contentKey, wallClock }: Base, { matters }: Core): RatingPorts {
  const { throttles } = accessStores(databases.system);
  const hashes = keyedHashes(contentKey);
  const { vault } = matters;
  return {
    store: createServiceRatingStore(databases),
    ids: matters.ids,
    codeOf: (tenant, rating) => followCodeOf(contentKey, tenant, `rating ${rating}`),
    hash: (text) => hashes.throttle(text),
    seal: (said) => vault.sealBytes(Buffer.from(JSON.stringify(said), 'utf8')),
    unseal: (cipher) => JSON.parse(Buffer.from(vault.openBytes(cipher)).toString('utf8')) as Said,
    hit: async (tenant, key, ms) => {
      const now = wallClock();
      const { count, resetsAt } = await throttles.hit(tenant, hashes.throttle(key), { ms, now });
      return { count, retryAfterMs: resetsAt - now };
    },
    unitNames: async ({ tenant, now }) => {
      const directory = await matters.directory(tenant, now);
      return (id) => directory.unit(id)?.name ?? id;
    },
    unitExists: async ({ tenant, now }, id) => (await matters.directory(tenant, now)).unit(id) !== undefined,
    open: async (call, { id, region, fields }) => {
      const more = region === null ? {} : { region };
      await runOpen(matters, call, { id, loop: 'rectification', channel: 'system', fields, ...more });
    },
    move: (call, input) => runMove(matters, call, input),
    stateOf: createQualityReader(databases).stateOf,
    statusTitle: (tenant, { loop, version, status }) =>
      matters.book.at(tenant, loop, version).states.find((each) => each.id === status)?.title ?? status,
    table: tableFiles(matters),
  };
}
