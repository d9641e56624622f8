import { type Actor, type FileValue, isRefusal, makeUscc } from '#kernel';
import { readTable, writeTable } from '#platform/documents';
import { importFacts } from '#testing/import-facts';
import { actorsOf, createTestSite, enterpriseActor, type TestSite } from '#testing/site';

const POSTS = {
  admin: { id: 'admin', unit: 'qz-big-data', role: 'admin' },
  planner: { id: 'planner', unit: 'qz-biz-office', role: 'planner' },
  judge: { id: 'judge', unit: 'qz-biz-office', role: 'supervisor' },
  chief: { id: 'chief', unit: 'qz-biz-office', role: 'office-head' },
  clerk: { id: 'clerk', unit: 'qz-economy-it', role: 'liaison' },
  neighbour: { id: 'neighbour', unit: 'qz-housing', role: 'liaison' },
  head: { id: 'head', unit: 'qz-economy-it', role: 'head' },
  county: { id: 'county', unit: 'longyou-biz-office', role: 'dispatcher' },
  countyHead: { id: 'county-head', unit: 'longyou-biz-office', role: 'office-head' },
  officer: { id: 'officer', unit: 'qz-finance', role: 'finance-officer' },
  treasurer: { id: 'treasurer', unit: 'qz-finance', role: 'finance-head' },
} as const;

export const DAY = 86_400_000;
const HEADINGS = ['业务编号', '银行流水号', '收款账号', '收款户名', '金额（元）', '处理结果', '失败原因'];

export type ClaimShown = {
  id: string;
  status: { code: string; title: string };
  amount?: string;
  reason?: string;
  matter?: string;
  batch?: string;
  days?: number;
  late: boolean;
  money: {
    stage?: string;
    item?: string;
    unpromised?: string;
    arrivedAt?: number;
    returned?: string;
    outstanding?: number;
  };
};

export type ClaimSite = TestSite & {
  readonly as: Readonly<Record<keyof typeof POSTS, Actor>>;
  readonly firms: readonly string[];
  readonly job: (name: string) => Promise<number>;
  readonly nameOf: (firm: string) => string;
  /** The claims of a firm, as it sees them. */
  readonly mine: (firm: string) => Promise<readonly ClaimShown[]>;
  readonly stateFacts: (rows: readonly string[]) => Promise<void>;
};

/** A site with a policy of all kinds of clauses, in force, and firms with 200 万元 of research and 20 people each; of the last few nothing is known. */
export async function claimSite(firmCount: number, unknown = 0, policy = YAML): Promise<ClaimSite> {
  const site = await createTestSite(Object.values(POSTS));
  const as = actorsOf(site, POSTS);
  const firms = Array.from({ length: firmCount }, (_, n) =>
    makeUscc('9', '1', '330802', `MA1${String(n).padStart(6, '0')}`),
  );
  const nameOf = (firm: string): string => `演示企业${firms.indexOf(firm) + 1}`;
  const job = async (name: string): Promise<number> => {
    const found = site.wired.jobs.find((each) => each.name === name);
    if (!found) throw new Error(`no job ${name}`);
    return found.run('quzhou', site.clock.now);
  };
  const made: ClaimSite = {
    ...site,
    as,
    firms,
    job,
    nameOf,
    mine: async (firm) => (await site.call<{ items: ClaimShown[] }>(enterpriseActor(firm), 'claims.mine', {})).items,
    stateFacts: (rows) => stateFacts(site, as.admin, rows),
  };
  await made.stateFacts(firms.map((firm, n) => `${firm},${nameOf(firm)},${n < firmCount - unknown ? '200,20' : ','}`));
  await issue(site, as, policy);
  return made;
}

async function stateFacts(site: TestSite, admin: Actor, rows: readonly string[]): Promise<void> {
  await importFacts(site, admin, {
    title: '税务局申报数据',
    asOf: '2025-12-31',
    csv: `统一社会信用代码,企业名称,上年研发费用（万元）,从业人数\n${rows.join('\n')}\n`,
  });
}

export const clause = (
  id: string,
  mode: string,
  more: string,
  fact: readonly [when: string, quote: string, ok: string, no: string],
) => `
  - clause: ${id}
    article: 第一条
    title: ${id}
    kind: subsidy
    text: 对${fact[1]}的企业，给予补助。
    plain: 补
    mode: ${mode}
    owner: qz-economy-it
    ${more}
    conditions: [{ when: ${fact[0]}, quote: ${fact[1]} }]
    sample: { ${fact[2]} }
    cases:
      - { name: 够, expect: 可享 }
      - { name: 不够, set: { ${fact[3]} }, expect: 不符 }
      - { name: 不知道, set: { ${fact[2].split(':')[0]}: null }, expect: 未知 }`;

export const RESEARCH = [
  '上年研发费用 >= 100万元',
  '研发费用不低于100万元',
  '上年研发费用: 100万元',
  '上年研发费用: 99万元',
] as const;
export const STAFF = ['从业人数 <= 30人', '从业人数不超过30人', '从业人数: 30', '从业人数: 31'] as const;
export const fixed = (amount: string, more = '') => `${more}amount: { kind: fixed, amount: ${amount} }`;

export const policyOf = (clauses: readonly string[], more = ''): string => `policy: test-policy
title: 测试政策
issuer: 市某局
level: city
issued: 2026-01-01
from: 2026-01-01
${more}
clauses:${clauses.join('')}
`;

const YAML = policyOf([
  clause('t-instant', 'instant', fixed('1万元'), RESEARCH),
  clause('t-low', 'instant', fixed('1万元', 'group: one-of\n    '), RESEARCH),
  clause('t-high', 'automatic', fixed('2万元', 'group: one-of\n    '), STAFF),
  clause('t-automatic', 'automatic', fixed('1万元'), STAFF),
  clause('t-reviewed', 'reviewed', fixed('1万元'), RESEARCH),
  clause('t-advance', 'advance', fixed('10万元', "ahead: '50%'\n    "), RESEARCH),
]);

async function issue(site: TestSite, as: ClaimSite['as'], yaml: string): Promise<void> {
  const { id } = await site.call<{ id: string }>(as.planner, 'policies.add-draft', { yaml });
  await site.call(as.planner, 'policies.add-opinion', { id, from: '某公司', kind: 'enterprise', text: '门槛高' });
  await site.call(as.planner, 'policies.answer-opinion', { id, opinion: 'o1', adopted: false, text: '财力所限' });
  await site.call(as.planner, 'policies.pair-draft', {
    id,
    interpretation: '给谁：测试企业。给什么：一万元。怎么拿：在线申领，数据够的当场出结果。为什么：测试。',
    notice: '发给全市企业，网站和短信，印发当日。',
  });
  for (const [, one] of yaml.matchAll(/- clause: (\S+)/g))
    await site.call(as.judge, 'policies.judge-draft', { id, clause: one, kinds: [], text: '不违反审查标准' });
  await site.call(as.chief, 'policies.issue-draft', { id });
}

type Funded = Pick<TestSite, 'call'> & { readonly as: Pick<ClaimSite['as'], 'officer' | 'treasurer'> };

/** A line for the test policy with so many 元. */
export async function fund({ call, as }: Funded, yuan: number, policy = 'test-policy'): Promise<string> {
  const { id } = await call<{ id: string }>(as.officer, 'funds.add-line', { title: '测试资金', policy, year: 2026 });
  await call(as.treasurer, 'funds.budget', { id, amount: yuan * 100, note: '演示财预〔2026〕1号' });
  return id;
}

export const confirmAccount = ({ call, firms, nameOf }: ClaimSite, firm: string): Promise<unknown> =>
  call(enterpriseActor(firm), 'funds.confirm-account', {
    number: `62220000${String(firms.indexOf(firm)).padStart(4, '0')}`,
    holder: nameOf(firm),
    bank: '演示银行',
  });

/** Everything that waits in the line, prepared by one, approved by another, sent, and answered by the bank. */
export async function pay(
  site: ClaimSite,
  line: string,
  returned: (payee: string) => string = () => '',
): Promise<number> {
  const { call, as } = site;
  const { items } = await call<{ items: { id: string; batch?: string }[] }>(as.officer, 'funds.items', {
    line,
    stage: 'committed',
  });
  const waiting = items.filter((each) => each.batch === undefined).map((each) => each.id);
  if (waiting.length === 0) return 0;
  const { id } = await call<{ id: string }>(as.officer, 'funds.draft-batch', {
    line,
    items: waiting,
    format: 'batch-xlsx',
  });
  await call(as.treasurer, 'funds.approve-batch', { id });
  const file = await call<FileValue>(as.officer, 'funds.payment-file', { id });
  await call(as.officer, 'funds.send-batch', { id });
  await call(as.officer, 'funds.receipt', { id, file: await answer(file, returned) });
  return waiting.length;
}

/** What the bank makes of a payment file. */
async function answer(file: FileValue, returned: (payee: string) => string): Promise<FileValue> {
  const rows = ((await readTable(file, ['收款账号'])) ?? []).map(({ cells }) => {
    const why = returned(cells.get('收款户名') ?? '');
    const kept = ['收款账号', '收款户名', '金额（元）'].map((each) => cells.get(each) ?? '');
    const number = cells.get('业务编号') ?? '';
    return [number, `N${number}`, ...kept, why ? '退汇' : '成功', why];
  });
  return writeTable({ kind: 'xlsx', name: '回单', mark: '', headings: HEADINGS, rows });
}

/** What came of many things asked for at once: the answers, and the codes of the refusals. */
export async function atOnce<T>(asked: readonly Promise<T>[]): Promise<{ yes: readonly T[]; no: readonly string[] }> {
  const all = await Promise.allSettled(asked);
  return {
    yes: all.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])),
    no: all.flatMap((each) => {
      if (each.status === 'fulfilled') return [];
      if (!isRefusal(each.reason)) throw each.reason;
      return [each.reason.code];
    }),
  };
}
