import { type Actor, type FileValue, isRefusal } from '#kernel';
import type { DemoCity, Step } from '#platform/demo';
import { answerOfBank } from './bank.ts';

type Run = (step: Pick<Step, 'at' | 'actor' | 'operation' | 'input'>) => Promise<unknown>;
type Job = (name: string, at: number) => Promise<void>;
type Made = { readonly id: string };
type Claim = { readonly id: string; readonly matter?: string; readonly fen?: number };

const DAY = 86_400_000;
const WAN = 1_000_000;

type Asked = { readonly clause: string; readonly every: number; readonly owner: string; readonly sure?: boolean };

/** What firms ask for, and every how many of them: some are granted at once, some refused, some go to a clerk. */
const ASKED: readonly Asked[] = [
  { clause: 'rd-subsidy', every: 9, owner: 'qz-science' },
  { clause: 'rent-relief', every: 13, owner: 'qz-economy-it' },
  { clause: 'digital-small', every: 17, owner: 'qz-economy-it' },
  { clause: 'export-steps', every: 19, owner: 'qz-commerce' },
  { clause: 'upgrade', every: 1, owner: 'qz-economy-it', sure: true },
  { clause: 'phd', every: 29, owner: 'qz-labour' },
];

/** The year's money of each policy, in 万元. One has too little, one has none: what waits for money says so. */
const BUDGETS = [
  { policy: 'demo-innovation', title: '科技创新政策资金（演示）', wan: 1500 },
  { policy: 'demo-digital', title: '数字化绿色化改造资金（演示）', wan: 11_000 },
  { policy: 'demo-open', title: '开放发展和普惠金融资金（演示）', wan: 40 },
  { policy: 'demo-gradient', title: '专精特新梯度奖励（演示）', wan: 400 },
] as const;

export type Filed = { readonly claim: Claim; readonly owner: string; readonly at: number };

/** The lines of the year, given by one and prepared by another, on the first day of the story. */
export async function openLines(demo: DemoCity, run: Run, at: number, years: ReadonlySet<number>): Promise<void> {
  const officer = demo.official('qz-finance', 'finance-officer');
  const head = demo.official('qz-finance', 'finance-head');
  if (!officer || !head) return;
  const all = [...years].flatMap((year) => BUDGETS.map((each, n) => ({ year, n, ...each })));
  for (const { year, n, policy, title, wan } of all) {
    const line = { title, policy, year };
    const { id } = (await run({ at, actor: officer, operation: 'funds.add-line', input: line })) as Made;
    const note = `演示财企〔${year}〕${n + 1}号`;
    await run({ at, actor: head, operation: 'funds.budget', input: { id, amount: wan * WAN, note } });
  }
}

/** Each firm asks on a day of its own, so that a month of claims lies on the clerks' tables. */
export function claimsToFile(demo: DemoCity, now: number) {
  return ASKED.flatMap(({ clause, every, owner, ...more }) =>
    demo.enterprises.flatMap(({ id }, at) =>
      at % every === every - 1
        ? [{ clause, owner, ...more, firm: id, at: officeHour(now - (27 - ((at * 7) % 26)) * DAY) }]
        : [],
    ),
  ).toSorted((a, b) => a.at - b.at);
}

/** Some ask to be what the rule says they are, one whom visitors sign in for among them: granted at once, and a fact of theirs from then on. */
export async function recognise(demo: DemoCity, run: Run, at: number): Promise<void> {
  const known = demo.accounts.flatMap((each) => (each.kind === 'enterprise' ? [each.enterprise] : [])).slice(1, 2);
  const others = demo.enterprises.filter((_, nth) => nth % 23 === 22).map(({ id }) => id);
  const asked = { clause: 'innovative-sme', owner: 'qz-economy-it', sure: true, at };
  for (const firm of new Set([...known, ...others])) await file(demo, run, { ...asked, firm });
}

/** A refusal is part of the story: who has it already, or where the policy does not reach. Who reads the form first asks only when it fits. */
export async function file(
  demo: DemoCity,
  run: Run,
  { clause, firm, owner, at, sure }: ReturnType<typeof claimsToFile>[number],
): Promise<Filed | undefined> {
  try {
    const input = { clause };
    const actor = demo.firm(firm);
    const form = sure && ((await run({ at, actor, operation: 'claims.form', input })) as { readonly outcome: string });
    if (form && form.outcome !== 'yes') return undefined;
    const claim = (await run({ at, actor, operation: 'claims.apply', input })) as Claim;
    return { claim, owner, at };
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** Clerks decide what is three days old: most are granted, some are not, one in five is left lying. */
export async function decide(demo: DemoCity, run: Run, filed: readonly Filed[], at: number): Promise<readonly Filed[]> {
  const left: Filed[] = [];
  for (const [n, each] of filed.entries()) {
    const { claim, owner } = each;
    const head = demo.official(owner, 'head');
    if (!claim.matter || !head) continue;
    if (at - each.at < 3 * DAY || n % 5 === 4) {
      left.push(each);
      continue;
    }
    const id = claim.matter;
    const input =
      n % 6 === 5 || (claim.fen === undefined && n % 7 !== 6)
        ? { id, move: 'deny', ground: 'conditions', note: '核查专账后不符合条件（演示）' }
        : { id, move: 'grant', outcome: 'resolved', note: '经核查符合条件（演示）' };
    const clerk = demo.official(owner, 'liaison');
    const large = input.move === 'grant' && (claim.fen ?? 0) >= 50 * WAN;
    if (large && clerk)
      await run({
        at,
        actor: clerk,
        operation: 'matters.move',
        input: { id, move: 'propose', note: '已核对专账和合同，建议批准（演示）' },
      });
    await run({ at, actor: head, operation: 'matters.move', input });
  }
  return left;
}

/** One payday: what waits with an account goes into a batch; the bank answers two days later, unless it is still out. */
export async function payday(
  demo: DemoCity,
  run: Run,
  job: Job,
  at: number,
  upTo: 'drafted' | 'sent' | 'answered',
): Promise<void> {
  const officer = demo.official('qz-finance', 'finance-officer');
  const head = demo.official('qz-finance', 'finance-head');
  if (!officer || !head) return;
  const as = (actor: Actor, when: number) => (operation: string, input: Step['input']) =>
    run({ at: when, actor, operation, input });
  const { items: lines } = (await as(officer, at)('funds.lines', {})) as { readonly items: readonly Made[] };
  for (const line of lines) {
    const asked = { line: line.id, stage: 'committed', limit: 200 };
    const { items } = (await as(officer, at)('funds.items', asked)) as {
      readonly items: readonly (Made & { readonly batch?: string; readonly account?: boolean })[];
    };
    const waiting = items.filter((each) => each.batch === undefined && each.account).map((each) => each.id);
    if (waiting.length === 0) continue;
    const batch = { line: line.id, items: waiting, format: 'batch-xlsx' };
    const { id } = (await as(officer, at)('funds.draft-batch', batch)) as Made;
    if (upTo === 'drafted') continue;
    await as(head, at + DAY / 8)('funds.approve-batch', { id });
    const paper = (await as(officer, at + DAY / 6)('funds.payment-file', { id })) as FileValue;
    await as(officer, at + DAY / 4)('funds.send-batch', { id });
    if (upTo === 'answered')
      await as(officer, nextOfficeDay(at))('funds.receipt', {
        id,
        file: await answerOfBank(paper, closedAccounts(demo)),
      });
  }
  await job('follow-money', at);
}

/** Whose bank account was closed: a person of the sign-in page can say where the money should go instead. */
const closedAccounts = ({ accounts, enterprises }: DemoCity): ReadonlySet<string> => {
  const closed = new Set(
    accounts.flatMap((each) => (each.kind === 'enterprise' && each.accountClosed ? each.enterprise : [])),
  );
  return new Set(enterprises.flatMap(({ id, name }) => (closed.has(id) ? name : [])));
};

/** Ten in the morning or later of a weekday at or before: nobody works on a Sunday. */
export function officeHour(at: number): number {
  const local = new Date(at + 8 * 3_600_000);
  const back = [2, 0, 0, 0, 0, 0, 1][local.getUTCDay()] ?? 0;
  const hour = Math.min(17, Math.max(9, local.getUTCHours()));
  return at - back * DAY + (hour - local.getUTCHours()) * 3_600_000;
}

const nextOfficeDay = (at: number): number => {
  const weekday = new Date(at + DAY + 8 * 3_600_000).getUTCDay();
  return at + DAY * (weekday === 6 ? 3 : weekday === 0 ? 2 : 1);
};
