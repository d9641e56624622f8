import type { Call } from '#kernel';
import { principalsOf } from '#platform/access';
import { type MatterRow, type ReadPorts, rowsOf, withoutOwnComplaints } from '#platform/matters';

/** The rows of these matters as the caller may see them, in any order: several domains ask for it. */
export const matterRows =
  (matters: ReadPorts) =>
  async (call: Call, ids: readonly string[]): Promise<readonly MatterRow[]> => {
    if (ids.length === 0) return [];
    const page = { filter: { ids }, sort: 'opened' as const, limit: ids.length, now: call.now };
    const { rows } = await matters.reader.list({ tenant: call.tenant, principals: principalsOf(call.actor) }, page);
    return rowsOf(matters, call, await withoutOwnComplaints(matters, call, rows));
  };
