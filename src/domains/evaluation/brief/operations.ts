import { z } from 'zod';
import { type AnyOperation, addDays, type Call, Day, type FileValue, operation, refuse } from '#kernel';
import { todayOf } from '../events/window.ts';
import type { EvaluationPorts } from '../ports.ts';
import { briefContents } from './contents.ts';
import { readBrief } from './read-brief.ts';
import { Brief, weekOf } from './view.ts';

/** Where issued briefs are kept: numbered, unchanging, by week. */
export type BriefDesk = {
  /** The office whose brief it is; without one nothing is issued by itself. */
  readonly office: () => string | undefined;
  /** A brief of this day that is there already is returned as it is. */
  readonly issue: (call: Call, brief: IssuedContents) => Promise<BriefLine>;
  readonly list: (tenant: string) => Promise<readonly BriefLine[]>;
  readonly file: (tenant: string, id: string) => Promise<FileValue | undefined>;
  /** The same paper without a number. */
  readonly draft: (call: Call, brief: IssuedContents) => Promise<FileValue>;
};
export type BriefPorts = EvaluationPorts & { readonly briefs: BriefDesk };

export type IssuedContents = {
  /** One brief a day at most. */
  readonly day: string;
  readonly title: string;
  readonly contents: Readonly<Record<string, unknown>>;
};
export type BriefLine = {
  readonly id: string;
  readonly title: string;
  readonly number: string | null;
  /** The day that it is about. */
  readonly day: string;
  readonly at: number;
};

const Line = z.object({
  id: z.string(),
  title: z.string(),
  number: z.string().nullable(),
  day: z.string(),
  at: z.number(),
});
const Id = z.string().min(1).max(64);

/** 专报: to read, to print, in Word; weekly by itself and whenever asked for. */
export function briefOperations(ports: BriefPorts) {
  const made = async (call: Call, on: Day): Promise<IssuedContents> => contentsOf(await readBrief(ports, call, on));
  return [
    operation({
      id: 'briefs.get',
      method: 'GET',
      path: '/api/briefs/current',
      title: '营商环境专报：变动及原因、最费分的差距、时限、成因、资金，任何一天',
      permission: 'cockpit.read',
      input: z.object({ on: Day.optional() }),
      output: Brief,
      handle: (call, { on }) => readBrief(ports, call, on ?? todayOf(call.now)),
    }),
    operation({
      id: 'briefs.draft',
      method: 'GET',
      path: '/api/briefs/current/docx',
      title: '下载专报草稿（Word，不编号）',
      permission: 'cockpit.read',
      produces: 'file',
      input: z.object({ on: Day.optional() }),
      output: z.custom<FileValue>(),
      handle: async (call, { on }) => ports.briefs.draft(call, await made(call, on ?? todayOf(call.now))),
    }),
    operation({
      id: 'briefs.issue',
      method: 'POST',
      path: '/api/briefs',
      title: '编号印发专报；当天已有的返回原件',
      permission: 'documents.issue',
      input: z.object({}),
      output: Line,
      handle: async (call) => ports.briefs.issue(call, await made(call, todayOf(call.now))),
    }),
    operation({
      id: 'briefs.list',
      method: 'GET',
      path: '/api/briefs',
      title: '印发过的专报，新的在前',
      permission: 'cockpit.read',
      input: z.object({}),
      output: z.object({ items: z.array(Line) }),
      handle: async ({ tenant }) => ({ items: [...(await ports.briefs.list(tenant))] }),
    }),
    operation({
      id: 'briefs.file',
      method: 'GET',
      path: '/api/briefs/issued/{id}',
      title: '下载印发的专报（Word）',
      permission: 'cockpit.read',
      produces: 'file',
      input: z.object({ id: Id }),
      output: z.custom<FileValue>(),
      handle: async ({ tenant }, { id }) => {
        const found = await ports.briefs.file(tenant, id);
        if (!found) throw refuse({ code: 'brief.not-found', kind: 'not-found', what: '没有这份专报' });
        return found;
      },
    }),
  ] satisfies readonly AnyOperation[];
}

const contentsOf = (brief: Brief): IssuedContents => ({
  day: brief.on,
  title: brief.title,
  contents: briefContents(brief),
});

const FROM_HOUR = 8;

/** On a Monday from eight on: the week that ended, once. Returns how many were issued. */
export async function issueWeeklyBrief(ports: BriefPorts, call: Call): Promise<number> {
  if (!ports.briefs.office()) return 0;
  const today = todayOf(call.now);
  const local = new Date(call.now + 8 * 3_600_000);
  if (weekOf(today).key !== today || local.getUTCHours() < FROM_HOUR) return 0;
  const lastDay = addDays(today, -1);
  const known = await ports.briefs.list(call.tenant);
  if (known.some((each) => each.day === lastDay)) return 0;
  await ports.briefs.issue(call, contentsOf(await readBrief(ports, call, lastDay)));
  return 1;
}
