import { parse as parseYaml, stringify } from 'yaml';
import { z } from 'zod';
import type { Call } from '#kernel';
import { type LibraryPolicy, loadPolicy, Policy } from '../clause/index.ts';
import { scanFair } from '../fair/index.ts';
import type { Library } from '../library.ts';
import type { PolicyPorts } from '../ports.ts';
import { differencesOf } from './compare.ts';
import { type Draft, foldDraft, hurdlesOf } from './draft.ts';
import type { StoredDraft } from './ports.ts';

const HurdleView = z.object({ code: z.string(), title: z.string(), done: z.boolean(), why: z.string() });

type Viewing = Pick<PolicyPorts, 'fairRules' | 'library' | 'title' | 'unitName'>;

export const DraftRow = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['draft', 'issued', 'dropped']),
  clauses: z.number(),
  writtenAt: z.number(),
  left: z.number().describe('还差几项'),
});

export const DraftView = DraftRow.extend({
  seq: z.number(),
  yaml: z.string().describe('全文，可直接改'),
  policy: z.unknown().optional().describe('能读懂时的结构'),
  findings: z.array(z.object({ line: z.number(), message: z.string(), severity: z.enum(['error', 'warning']) })),
  hurdles: z.array(HurdleView),
  units: z.array(z.object({ id: z.string(), name: z.string() })).describe('各条的主管单位'),
  notes: z.array(z.string()).describe('开头的附注：由哪个方案起草、要核对什么'),
  differences: z
    .array(
      z.object({
        clause: z.string(),
        title: z.string(),
        what: z.string(),
        from: z.string().optional(),
        to: z.string().optional(),
      }),
    )
    .optional()
    .describe('与同一标识的现行版本相比；没有现行版本的不写'),
  opinions: z.array(
    z.object({
      id: z.string(),
      from: z.string(),
      kind: z.string(),
      text: z.string(),
      at: z.number(),
      answer: z.object({ adopted: z.boolean(), text: z.string(), at: z.number() }).optional(),
    }),
  ),
  interpretation: z.string().optional(),
  notice: z.string().optional(),
  fair: z.array(
    z.object({
      clause: z.string(),
      title: z.string(),
      text: z.string(),
      hits: z.array(
        z.object({ kind: z.string(), text: z.string(), article: z.number(), start: z.number(), end: z.number() }),
      ),
      verdict: z
        .object({
          kinds: z.array(z.string()),
          text: z.string(),
          at: z.number(),
          exception: z.object({ ground: z.string(), until: z.string(), why: z.string() }).optional(),
        })
        .optional(),
    }),
  ),
});
export type DraftView = z.infer<typeof DraftView>;

/** The whole text as it is written. */
export const textOf = ({ body }: Pick<Draft, 'body'>): string => (typeof body === 'string' ? body : stringify(body));

/** What a draft says, read as a pack file would be. */
export function readDraft(draft: Draft, id: string, library: Library) {
  const text = textOf(draft);
  const read = loadPolicy(text, `draft/${id}`, library.facts);
  const shape = Policy.safeParse(parsed(text));
  const taken = read.loaded ? takenBy(read.loaded, library) : [];
  const findings = [
    ...read.findings.map(({ line, message, severity }) => ({ line, message, severity })),
    ...taken.map((message) => ({ line: 1, message, severity: 'error' as const })),
  ];
  return { text, read: taken.length > 0 ? undefined : read.loaded, policy: shape.data, findings };
}

function parsed(text: string): unknown {
  try {
    return parseYaml(text);
  } catch {
    return undefined;
  }
}

/** A new policy may not take a mark that another one has. */
const takenBy = ({ policy }: LibraryPolicy, library: Library): readonly string[] =>
  policy.clauses.flatMap(({ clause }) => {
    const owner = library.clause(clause)?.policy.policy;
    return owner !== undefined && owner !== policy.policy ? [`条款标识“${clause}”已被《${owner}》使用`] : [];
  });

export function draftRow(stored: StoredDraft, library: Library): z.infer<typeof DraftRow> {
  const draft = foldDraft(stored.events);
  const { policy, findings } = readDraft(draft, stored.id, library);
  const errors = findings.filter((each) => each.severity === 'error').map((each) => each.message);
  const left = draft.status === 'draft' ? hurdlesOf(draft, policy, errors).filter((each) => !each.done).length : 0;
  const { status, writtenAt } = draft;
  return {
    id: stored.id,
    title: policy?.title ?? '未命名草案',
    status,
    clauses: policy?.clauses.length ?? 0,
    writtenAt,
    left,
  };
}

export async function draftView(ports: Viewing, call: Call, stored: StoredDraft): Promise<DraftView> {
  const library = await ports.library(call.tenant);
  const draft = foldDraft(stored.events);
  const { text, policy, findings } = readDraft(draft, stored.id, library);
  const errors = findings.filter((each) => each.severity === 'error').map((each) => each.message);
  const live = policy && library.policy(policy.policy)?.policy;
  return {
    ...draftRow(stored, library),
    seq: draft.seq,
    yaml: text,
    ...(policy ? { policy } : {}),
    findings,
    hurdles: hurdlesOf(draft, policy, errors).map((each) => ({ ...each })),
    units: await unitsOf(ports, call, policy),
    notes: notesOf(text),
    ...(live && policy && draft.status === 'draft'
      ? { differences: [...differencesOf(live, policy, ports.title)] }
      : {}),
    opinions: draft.opinions.map(({ answer, ...each }) => ({ ...each, ...(answer ? { answer } : {}) })),
    ...(draft.interpretation ? { interpretation: draft.interpretation } : {}),
    ...(draft.notice ? { notice: draft.notice } : {}),
    fair: (policy?.clauses ?? []).map(({ clause, title, text: said }) => {
      const verdict = draft.verdicts.find((each) => each.clause === clause);
      return {
        clause,
        title,
        text: said,
        hits: [...scanFair(ports.fairRules, said)],
        ...(verdict
          ? {
              verdict: {
                kinds: [...verdict.kinds],
                text: verdict.text,
                at: verdict.at,
                ...(verdict.exception ? { exception: verdict.exception } : {}),
              },
            }
          : {}),
      };
    }),
  };
}

async function unitsOf(ports: Viewing, { tenant, now }: Call, policy: Policy | undefined): Promise<DraftView['units']> {
  const ids = [...new Set(policy?.clauses.map((each) => each.owner))];
  return Promise.all(ids.map(async (id) => ({ id, name: (await ports.unitName(tenant, now, id)) ?? id })));
}

/** What stands above the first line of the text. */
function notesOf(text: string): string[] {
  const lines = text.split('\n');
  const end = lines.findIndex((each) => !each.startsWith('#'));
  return lines.slice(0, Math.max(0, end)).map((each) => each.replace(/^#\s*/, ''));
}
