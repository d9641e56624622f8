import { parse as parseYaml, stringify } from 'yaml';
import { z } from 'zod';
import type { Call } from '#kernel';
import { amountWords, type LibraryPolicy, loadPolicy, Policy, sayText } from '../clause/index.ts';
import { scanFair } from '../fair/index.ts';
import type { Library } from '../library.ts';
import type { PolicyPorts } from '../ports.ts';
import { differencesOf } from './compare.ts';
import { type Draft, foldDraft, type Hurdle, hurdlesOf } from './draft.ts';
import type { StoredDraft } from './ports.ts';
import { type Doing, hindrance } from './whose.ts';

const HurdleView = z.object({ code: z.string(), title: z.string(), done: z.boolean(), why: z.string() });

type Viewing = Pick<PolicyPorts, 'fairRules' | 'fairReviewer' | 'library' | 'personNames' | 'title' | 'unitName'>;

const Unit = z.object({ id: z.string(), name: z.string() });

export const DraftRow = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['draft', 'issued', 'dropped']),
  clauses: z.number(),
  writtenAt: z.number(),
  left: z.number().describe('还差几项'),
  unit: Unit.optional().describe('起草单位'),
});

export const DraftView = DraftRow.extend({
  seq: z.number(),
  yaml: z.string().describe('全文，可直接改'),
  policy: Policy.optional().describe('能读懂时的结构'),
  said: z
    .array(z.object({ clause: z.string(), conditions: z.array(z.string()), amount: z.string() }))
    .describe('能读懂时，各条的条件和金额怎么读：代码写成名称'),
  findings: z.array(z.object({ line: z.number(), message: z.string(), severity: z.enum(['error', 'warning']) })),
  hurdles: z.array(HurdleView),
  units: z.array(Unit).describe('各条的主管单位'),
  by: z.string().describe('起草人'),
  may: z
    .object({ write: z.boolean(), judge: z.boolean(), issue: z.boolean() })
    .describe('您对这份草案能做什么：起草单位改、审查、印发，写条文的人不能自己审查和印发'),
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
          by: z.string().describe('谁审查的'),
          exception: z.object({ ground: z.string(), until: z.string(), why: z.string() }).optional(),
        })
        .optional(),
    }),
  ),
});
export type DraftView = z.infer<typeof DraftView>;

/** The whole text as it is written. */
export const textOf = ({ body }: Pick<Draft, 'body'>): string => (typeof body === 'string' ? body : stringify(body));

/** What a draft says, read as a pack file would be; `outline` is what can be made out of a text that does not read yet. */
export function readDraft(draft: Draft, id: string, library: Library) {
  const text = textOf(draft);
  const read = loadPolicy(text, `draft/${id}`, library.facts);
  const raw = parsed(text);
  const shape = Policy.safeParse(raw);
  const outline = Outline.safeParse(raw).data;
  const taken = read.loaded ? takenBy(read.loaded, library) : [];
  const findings = [
    ...read.findings.map(({ line, message, severity }) => ({ line, message, severity })),
    ...taken.map((message) => ({ line: 1, message, severity: 'error' as const })),
  ];
  return { text, read: taken.length > 0 ? undefined : read.loaded, policy: shape.data, outline, findings };
}

const Outline = z.object({
  title: z.string().optional().catch(undefined),
  clauses: z
    .array(z.object({ clause: z.string(), title: z.string().catch('未命名条款'), text: z.string().catch('') }))
    .catch([]),
});

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

type Reading = ReturnType<typeof readDraft> & { readonly draft: Draft; readonly hurdles: readonly Hurdle[] };

/** A draft with what is wrong with it, also what only the organisation knows. */
export async function readStored(
  ports: Viewing,
  call: Call,
  { id, events }: StoredDraft,
  library: Library,
): Promise<Reading> {
  const draft = foldDraft(events);
  const read = readDraft(draft, id, library);
  const owners = [...new Set(read.policy?.clauses.map((each) => each.owner))];
  const names = await Promise.all(owners.map((each) => ports.unitName(call.tenant, call.now, each)));
  const strange = owners.filter((each, at) => names[at] === undefined && !ports.title('fact-owner', each));
  const findings = [
    ...read.findings,
    ...strange.map((each) => ({
      line: lineWith(read.text, each),
      message: `没有“${each}”这个单位；主管单位请从单位里选`,
      severity: 'error' as const,
    })),
  ];
  const errors = findings.filter((each) => each.severity === 'error').map((each) => each.message);
  return { ...read, findings, draft, hurdles: hurdlesOf(draft, read.policy, errors) };
}

const lineWith = (text: string, said: string): number =>
  text.split('\n').findIndex((line) => /owner/.test(line) && line.includes(said)) + 1 || 1;

export async function draftRow(
  ports: Viewing,
  call: Call,
  stored: StoredDraft,
  library: Library,
): Promise<z.infer<typeof DraftRow>> {
  return rowOf(ports, call, stored.id, await readStored(ports, call, stored, library));
}

async function rowOf(ports: Viewing, { tenant, now }: Call, id: string, { draft, policy, outline, hurdles }: Reading) {
  const { status, writtenAt, unit } = draft;
  const name = unit === undefined ? undefined : await ports.unitName(tenant, now, unit);
  return {
    id,
    title: policy?.title ?? outline?.title ?? '未命名草案',
    status,
    clauses: policy?.clauses.length ?? outline?.clauses.length ?? 0,
    writtenAt,
    left: status === 'draft' ? hurdles.filter((each) => !each.done).length : 0,
    ...(unit === undefined ? {} : { unit: { id: unit, name: name ?? unit } }),
  };
}

export async function draftView(ports: Viewing, call: Call, stored: StoredDraft): Promise<DraftView> {
  const library = await ports.library(call.tenant);
  const reading = await readStored(ports, call, stored, library);
  const { draft, text, policy, outline, findings, hurdles } = reading;
  const live = policy && library.policy(policy.policy)?.policy;
  const people = [...new Set([draft.by, ...draft.verdicts.map((each) => each.actor)])].filter(Boolean);
  const names = await ports.personNames(call.tenant, people);
  const may = (doing: Doing, permission: string): boolean =>
    draft.status === 'draft' &&
    call.actor.permissions.includes(permission) &&
    !hindrance(doing, call, draft, ports.fairReviewer);
  return {
    ...(await rowOf(ports, call, stored.id, reading)),
    seq: draft.seq,
    yaml: text,
    ...(policy ? { policy } : {}),
    said: (reading.read?.clauses ?? []).map(({ clause: { clause, conditions, amount }, book }) => ({
      clause,
      conditions: conditions.map(({ when }) => sayText(book, when)),
      amount: amountWords(amount, (each) => sayText(book, each)),
    })),
    findings,
    hurdles: hurdles.map((each) => ({ ...each })),
    units: await unitsOf(ports, call, policy),
    by: names.get(draft.by) ?? '',
    may: {
      write: may('write', 'policies.write'),
      judge: may('judge', 'policies.judge'),
      issue: may('issue', 'policies.issue'),
    },
    notes: notesOf(text),
    ...(live && policy && draft.status === 'draft'
      ? { differences: [...differencesOf(live, policy, ports.title)] }
      : {}),
    opinions: draft.opinions.map(({ answer, ...each }) => ({ ...each, ...(answer ? { answer } : {}) })),
    ...(draft.interpretation ? { interpretation: draft.interpretation } : {}),
    ...(draft.notice ? { notice: draft.notice } : {}),
    fair: (policy ?? outline)?.clauses.map((each) => fairLine(ports, draft, names, each)) ?? [],
  };
}

function fairLine(
  ports: Viewing,
  { verdicts }: Draft,
  names: ReadonlyMap<string, string>,
  { clause, title, text }: { readonly clause: string; readonly title: string; readonly text: string },
): DraftView['fair'][number] {
  const found = verdicts.find((each) => each.clause === clause);
  const verdict = found && {
    ...{ text: found.text, at: found.at, kinds: [...found.kinds], by: names.get(found.actor) ?? '' },
    ...(found.exception ? { exception: found.exception } : {}),
  };
  return { clause, title, text, hits: [...scanFair(ports.fairRules, text)], ...(verdict ? { verdict } : {}) };
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
