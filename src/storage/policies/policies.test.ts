import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailRound, type Wish } from '#domains/policies';
import { compileRules, programFor, ROW_YES } from '#engines/rules';
import type { Actor } from '#kernel';
import { smtpMail } from '#platform/notices';
import { importFacts } from '#testing/import-facts';
import { actorsOf, createTestSite, enterpriseActor, type TestSite } from '#testing/site';
import { openSmtpReceiver } from '#testing/smtp-receiver';
import { codeOf } from '../enterprises/enterprises.fixture.ts';
import { createCityColumns } from '../rules/index.ts';
import { fund } from './claims.fixture.ts';
import { createMailStore } from './mail-store.ts';
import { createPopulation } from './population.ts';

const POSTS = {
  admin: { id: 'admin', unit: 'qz-big-data', role: 'admin' },
  planner: { id: 'planner', unit: 'qz-biz-office', role: 'planner' },
  judge: { id: 'judge', unit: 'qz-biz-office', role: 'supervisor' },
  chief: { id: 'chief', unit: 'qz-biz-office', role: 'office-head' },
  clerk: { id: 'clerk', unit: 'qz-economy-it', role: 'liaison' },
  head: { id: 'head', unit: 'qz-economy-it', role: 'head' },
  officer: { id: 'officer', unit: 'qz-finance', role: 'finance-officer' },
  treasurer: { id: 'treasurer', unit: 'qz-finance', role: 'finance-head' },
} as const;

let site: TestSite;
let as: Readonly<Record<keyof typeof POSTS, Actor>>;
const [rich, poor, blank] = [codeOf(1), codeOf(2), codeOf(3)];
const DAY = 86_400_000;

const job = async (name: string) => {
  const found = site.wired.jobs.find((each) => each.name === name);
  if (!found) throw new Error(`no job ${name}`);
  return found.run('quzhou', site.clock.now);
};

async function stateFacts(rows: readonly string[]): Promise<void> {
  await importFacts(site, as.admin, {
    title: '税务局申报数据',
    asOf: '2025-12-31',
    csv: `统一社会信用代码,企业名称,上年研发费用（万元）,从业人数\n${rows.join('\n')}\n`,
  });
}

const clause = (id: string, mode: string, condition: string, quote: string, sample: string, bad: string, more = '') => `
  - clause: ${id}
    article: 第一条
    title: ${id}
    kind: subsidy
    text: 对${quote}的企业，补助1万元。
    plain: 补
    mode: ${mode}
    owner: qz-economy-it${more}
    conditions: [{ when: ${condition}, quote: ${quote} }]
    amount: { kind: fixed, amount: 1万元 }
    sample: { ${sample} }
    cases:
      - { name: 够, expect: 可享, amount: 1万元 }
      - { name: 不够, set: { ${bad} }, expect: 不符 }
      - { name: 不知道, set: { ${sample.split(':')[0]}: null }, expect: 未知 }`;

const small = (id: string, more: string) =>
  clause(id, 'instant', '从业人数 <= 30人', '从业人数不超过30人', '从业人数: 30', '从业人数: 31', `\n${more}`);

const YAML = `policy: test-policy
title: 测试政策
issuer: 市某局
level: city
issued: 2026-01-01
from: 2026-01-01
cumulation: { group: g, cap: 1.5万元, per: year }
clauses:${clause('t-instant', 'instant', '上年研发费用 >= 100万元', '研发费用不低于100万元', '上年研发费用: 100万元', '上年研发费用: 99万元')}${clause('t-automatic', 'automatic', '从业人数 <= 30人', '从业人数不超过30人', '从业人数: 30', '从业人数: 31')}${small('t-places', '    quota: { most: 1, by: 先到先得 }\n    group: g')}${small('t-capped', '    group: g')}${small('t-rival', '    excludes: [t-capped]')}
`;

beforeAll(async () => {
  site = await createTestSite(Object.values(POSTS));
  as = actorsOf(site, POSTS);
  await stateFacts([`${rich},富企,200,20`, `${poor},小企,80,30`, `${blank},新企,,`]);
}, 180_000);
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
});

test('a policy issues only when everything is there, and is then in the library for all', async () => {
  const { id } = await site.call<{ id: string }>(as.planner, 'policies.add-draft', { yaml: YAML });
  await expect(site.call(as.chief, 'policies.issue-draft', { id })).rejects.toThrow('不能印发');
  await site.call(as.planner, 'policies.add-opinion', { id, from: '某公司', kind: 'enterprise', text: '门槛高' });
  await site.call(as.planner, 'policies.answer-opinion', { id, opinion: 'o1', adopted: false, text: '财力所限' });
  await site.call(as.planner, 'policies.pair-draft', {
    id,
    interpretation: '给谁：测试企业。给什么：一万元。怎么拿：在线申领，数据够的当场出结果。为什么：测试。',
    notice: '发给全市企业，网站和短信，印发当日。',
  });
  for (const one of ['t-instant', 't-automatic', 't-places', 't-capped', 't-rival'])
    await site.call(as.judge, 'policies.judge-draft', { id, clause: one, kinds: [], text: '不违反审查标准' });
  await site.call(as.chief, 'policies.issue-draft', { id });
  type Found = { items: { clause: string }[]; total: number; closed: number };
  const { items } = await site.call<Found>(as.planner, 'policies.list', { q: '研发费用' });
  expect(items.map((each) => each.clause)).toContain('t-instant');
  // Whoever finds nothing that is open is told how many are not.
  const [open, closed] = await Promise.all(
    ['open', 'closed'].map((standing) => site.call<Found>(as.planner, 'policies.list', { standing })),
  );
  expect([open?.closed, closed?.closed]).toEqual([closed?.total, closed?.total]);
  expect(closed?.total).toBeGreaterThan(0);
  await expect(site.call(as.planner, 'policies.write-draft', { id, yaml: YAML })).rejects.toThrow('已经印发');
});

/** An address with the code that was sent to it. */
async function confirmed(firm: string, email: string): Promise<void> {
  const who = enterpriseActor(firm);
  const asked = await site.call(who, 'policies.wish', { often: 'each', email });
  expect(asked).toEqual({ often: 'each', pending: email });
  const confirm = (code: string) => site.call(who, 'policies.confirm-email', { code });
  const mails = createMailStore(site.databases);
  const [letter] = await mails.take('quzhou', site.clock.now, site.clock.now, 10);
  await mails.sent('quzhou', letter?.key ?? '', 'taken', site.clock.now);
  const code = /\d{6}/.exec(letter?.text ?? '')?.[0] ?? '';
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  for (let n = 0; n < 5; n += 1) await expect(confirm(wrong)).rejects.toThrow('验证码不对');
  // Tried too often: even the right one is no good now.
  await expect(confirm(code)).rejects.toThrow('最多试 5 次');
  await expect(site.call(who, 'policies.confirm-email', {})).rejects.toThrow('刚发过');
  site.clock.now += 61_000;
  await site.call(who, 'policies.confirm-email', {});
  const [again] = await mails.take('quzhou', site.clock.now, site.clock.now, 10);
  await mails.sent('quzhou', again?.key ?? '', 'taken', site.clock.now);
  expect(again?.to).toBe(email);
  const right = /\d{6}/.exec(again?.text ?? '')?.[0] ?? '';
  expect(await confirm(right)).toEqual({ often: 'each', email });
}

test('matching finds the certain and the open, tells the certain once, and follows a changed fact', async () => {
  await job('match-policies');
  const reach = async () => {
    const { items } = await site.call<{
      items: { clause: string; eligible: number; possible: number; told: number }[];
    }>(as.planner, 'policies.reach', { id: 'test-policy' });
    return items.slice(0, 2).map(({ clause: one, eligible, possible, told }) => [one, eligible, possible, told]);
  };
  expect(await reach()).toEqual([
    ['t-instant', 1, 1, 0],
    ['t-automatic', 2, 1, 0],
  ]);
  // Only the certain are kept; who might have it, and who just misses it, is worked out when somebody asks.
  const under = async (one: string) => {
    const { items } = await site.call<{ items: { enterprise: { id: string }; outcome: string }[] }>(
      as.planner,
      'policies.eligible',
      { clause: one },
    );
    return items.map(({ enterprise, outcome }) => [enterprise.id, outcome]);
  };
  expect(await under('t-instant')).toEqual([
    [rich, 'yes'],
    [blank, 'unknown'],
    [poor, 'near'],
  ]);
  await confirmed(rich, 'office@firm.example');
  await confirmed(poor, 'gone@no.example');
  expect(await job('push-policies')).toBe(2);
  expect(await job('push-policies')).toBe(0);
  expect(await job('match-policies')).toBe(0);
  site.clock.now += DAY;
  await stateFacts([`${blank},新企,150,25`]);
  expect(await job('match-policies')).toBeGreaterThan(0);
  expect(await reach()).toEqual([
    ['t-instant', 2, 0, 1],
    ['t-automatic', 3, 0, 2],
  ]);
});

test('who left an address gets a letter from a real server, once; one that is refused is tried again later', async () => {
  await using receiver = await openSmtpReceiver();
  const mail = smtpMail({ url: receiver.url, from: '畅营 <notice@city.example>' });
  const ports = { mails: createMailStore(site.databases), mail };
  const now = site.clock.now;
  expect(await mailRound(ports, 'quzhou', now)).toBe(1);
  expect(receiver.received.map((each) => each.to)).toEqual([['office@firm.example']]);
  expect(await mailRound(ports, 'quzhou', now)).toBe(0);
  expect(await ports.mails.take('quzhou', now + 120_000, now + 180_000, 10)).toMatchObject([
    { to: 'gone@no.example', attempts: 2 },
  ]);
  const { items } = await site.call<{ items: { mailed: number; told: number }[] }>(as.planner, 'policies.reach', {
    id: 'test-policy',
  });
  expect(items[0]).toMatchObject({ told: 1, mailed: 1 });
  // Whoever it was for is told that it did not arrive: at first that it is tried again, after the last time that it is not.
  const undelivered = async () => (await site.call<Wish>(enterpriseActor(poor), 'policies.mine', {})).undelivered;
  expect(await undelivered()).toBe('again');
  const unmailed = () =>
    site.call<{ items: { id: string }[] }>(as.planner, 'policies.reached', { clause: 't-automatic', step: 'unmailed' });
  expect((await unmailed()).items.map((each) => each.id)).toEqual([poor]);
  for (const day of [1, 2, 3, 4]) await mailRound(ports, 'quzhou', now + day * DAY);
  expect(await undelivered()).toBe('over');
  expect(receiver.received).toHaveLength(1);
});

test('a condition being written is counted over everyone, few are hidden, and the reach says where they are', async () => {
  const conditions = [{ when: '上年研发费用 >= 门槛', quote: '不低于门槛' }];
  const amount = { kind: 'share', of: '上年研发费用', rate: '10%' };
  const names = { parameters: [{ name: '门槛', type: 'money', values: [{ since: '2026-01-01', value: '100万元' }] }] };
  const tried = await site.call(as.planner, 'policies.try', { conditions, amount, ...names });
  expect(tried).toEqual({ yes: null, unknown: null, no: null, fen: null, people: 3, guarded: true });
  const whole = await site.call(as.chief, 'policies.try', { conditions, amount, ...names });
  expect(whole).toEqual({ yes: 2, unknown: 0, no: 1, fen: 35_000_000, people: 3, guarded: false });
  const compiled = compileRules(
    [
      {
        id: 'x',
        rules: [{ id: 'x', name: 'x', since: '2026-01-01', condition: '从业人数 > 0人', amount: '从业人数 * 1元/人' }],
      },
    ],
    site.city.pack.facts,
  );
  if (!compiled.ok) throw new Error(compiled.findings[0]?.message);
  const columns = createCityColumns(
    site.databases,
    async () => {},
    () => site.city.pack.facts,
  );
  const population = createPopulation(site.databases, columns, site.city.pack.facts);
  const { totals } = await population.totals('quzhou', programFor(compiled.book, { rulesAsOf: '2026-06-01' }));
  expect(totals).toMatchObject([{ yes: 3, unknown: 0, amount: 7_500n }]);
  const none = { conditions: [{ when: '上年研发费用 > 1亿元', quote: '超过1亿元' }], amount };
  expect(await site.call(as.chief, 'policies.try', none)).toMatchObject({ yes: 0, no: 3, people: 3 });
  const { items } = await site.call<{ items: { regions: unknown[]; sizes: unknown[]; expected: number }[] }>(
    as.planner,
    'policies.reach',
    { id: 'test-policy' },
  );
  expect(items[0]).toMatchObject({
    eligible: 2,
    expected: 2_000_000,
    regions: [{ code: null, title: '未知', count: 2, fen: 2_000_000 }],
  });
});

type Claim = { id: string; status: { code: string }; byRule: boolean; reason?: string; matter?: string };

test('即申即享 decides at once by rule, once; a no by rule may go to a person, whose yes is followed', async () => {
  const granted = await site.call<Claim>(enterpriseActor(rich), 'claims.apply', { clause: 't-instant' });
  expect(granted).toMatchObject({ status: { code: 'approved' }, byRule: true });
  await expect(site.call(enterpriseActor(rich), 'claims.apply', { clause: 't-instant' })).rejects.toThrow('已经申领过');
  const refused = await site.call<Claim>(enterpriseActor(poor), 'claims.apply', { clause: 't-instant' });
  expect(refused.reason).toBe('上年研发费用 80万元，需 ≥ 100万元，差 20万元');
  const reviewed = await site.call<Claim>(enterpriseActor(poor), 'claims.review', {
    id: refused.id,
    reason: '研发费用少报了一个项目',
  });
  expect(reviewed.status.code).toBe('with-clerk');
  await site.call(as.head, 'matters.move', {
    id: reviewed.matter,
    move: 'grant',
    outcome: 'resolved',
    note: '核对专账后认可',
  });
  expect(await job('follow-claims')).toBe(1);
  const { items } = await site.call<{ items: Claim[] }>(enterpriseActor(poor), 'claims.mine', {});
  expect(items[0]?.status.code).toBe('approved');
});

test('a refusal by a person is looked at once more, by another; after that there is no more', async () => {
  await stateFacts([`${codeOf(7)},复核企,90,40`]);
  const who = enterpriseActor(codeOf(7));
  const { id } = await site.call<Claim>(who, 'claims.apply', { clause: 't-instant' });
  const ask = (reason: string) => site.call<Claim & { review?: string }>(who, 'claims.review', { id, reason });
  const mine = async () =>
    (await site.call<{ items: (Claim & { review?: string })[] }>(who, 'claims.mine', {})).items.find(
      (each) => each.id === id,
    );
  const first = await ask('研发费用少报了一个项目');
  const no = { ground: 'conditions', note: '专账里没有这个项目', reply: '专账里没有这个项目', remedy: '可以复核' };
  await site.call(as.head, 'matters.move', { id: first.matter, move: 'deny', ...no });
  expect(await mine()).toMatchObject({
    status: { code: 'refused' },
    byRule: false,
    review: 'appeal',
    reason: '不符合条件：专账里没有这个项目',
  });
  expect(await job('follow-claims')).toBe(0);
  const appealed = await ask('专账第三页就有这个项目');
  expect(appealed).toMatchObject({ status: { title: '复核中' } });
  expect(appealed.matter).not.toBe(first.matter);
  const grant = { id: appealed.matter, move: 'grant', outcome: 'resolved', note: '核对专账，确有' };
  await expect(site.call(as.head, 'matters.move', grant)).rejects.toThrow('不能复核自己作出的决定');
  expect(await job('follow-claims')).toBe(0);
  await site.call(as.clerk, 'matters.move', { ...no, id: appealed.matter, move: 'uphold' });
  const last = await mine();
  expect(last).toMatchObject({ status: { code: 'refused', title: '复核后维持不予兑现' } });
  expect(last).not.toHaveProperty('review');
  await expect(ask('还是不服，再看一次')).rejects.toThrow('行政复议');
});

test('places run out, a group is paid up to its cap, and what excludes another names it', async () => {
  const apply = (who: string, one: string) =>
    site.call<Claim & { fen?: number }>(enterpriseActor(who), 'claims.apply', { clause: one });
  expect(await apply(rich, 't-places')).toMatchObject({ status: { code: 'approved' }, fen: 1_000_000 });
  await expect(apply(poor, 't-places')).rejects.toThrow('名额 1 个已满');
  expect(await apply(rich, 't-capped')).toMatchObject({ status: { code: 'approved' }, fen: 500_000 });
  await expect(apply(rich, 't-rival')).rejects.toThrow('与《测试政策》第一条“t-capped”不可同时享受');
  expect((await apply(poor, 't-rival')).status.code).toBe('approved');
});

test('免申即享 is frozen, public, confirmed by another after the period; an objection holds its line back', async () => {
  type Batch = { id: string; lines: number };
  await expect(site.call(as.clerk, 'claims.open-batch', { clause: 't-automatic' })).rejects.toThrow('还没有预算');
  await fund({ call: site.call, as }, 100_000);
  const { id, lines } = await site.call<Batch>(as.clerk, 'claims.open-batch', { clause: 't-automatic' });
  expect(lines).toBe(3);
  await expect(site.call(as.clerk, 'claims.open-batch', { clause: 't-automatic' })).rejects.toThrow('没有可以发放');
  await expect(site.call(as.head, 'claims.confirm-batch', { id })).rejects.toThrow('还在公示期');
  const shown = await site.call<{ lines: { id: string }[] }>(as.clerk, 'claims.batch', { id });
  const { matter } = await site.call<{ matter: string }>(enterpriseActor(rich), 'claims.object', {
    id: shown.lines[0]?.id,
    text: '这家企业人数不止三十人',
  });
  const heard = await Promise.all(
    [rich, poor, blank].map(async (one) =>
      JSON.stringify(await site.call(enterpriseActor(one), 'inbox.list', { limit: 100 })),
    ),
  );
  const count = (words: string) => heard.filter((each) => each.includes(words)).length;
  expect([count('免申即享名单里'), count('提出异议，核实期间暂不发放')]).toEqual([3, 1]);
  site.clock.now += 10 * DAY;
  await expect(site.call(as.clerk, 'claims.confirm-batch', { id })).rejects.toThrow('不能由拟定名单的人');
  expect(await site.call(as.head, 'claims.confirm-batch', { id })).toEqual({ approved: 2, waiting: 1 });
  await site.call(as.head, 'matters.move', {
    id: matter,
    move: 'uphold',
    outcome: 'resolved',
    note: '查实 41 人',
  });
  expect(await job('follow-claims')).toBe(1);
  const { items } = await site.call<{ items: Claim[] }>(as.clerk, 'claims.list', { batch: id });
  expect(items.map((each) => each.status.code).sort()).toEqual(['approved', 'approved', 'refused']);
});

test('a policy is looked at again with a verdict and a next day; once repealed nothing of it can be claimed', async () => {
  const id = 'test-policy';
  const note = '企业仍有需要';
  await expect(site.call(as.chief, 'policies.review', { id, verdict: 'keep', note })).rejects.toThrow('下次复审日');
  await site.call(as.chief, 'policies.review', { id, verdict: 'keep', next: '2027-03-01', note });
  const due = async () => {
    const { items } = await site.call<{ items: { id: string; why: string; review?: string }[] }>(
      as.planner,
      'policies.reviews',
      { limit: 200 },
    );
    return items.find((each) => each.id === id);
  };
  expect(await due()).toMatchObject({ why: 'later', review: '2027-03-01', last: { verdict: 'keep', note } });
  const repeal = { id, by: '市人民政府', document: '衢政发〔2026〕9号' };
  await expect(site.call(as.chief, 'policies.repeal', { ...repeal, on: '2020-01-01' })).rejects.toThrow('溯及既往');
  const on = new Date(site.clock.now).toISOString().slice(0, 10);
  await site.call(as.chief, 'policies.repeal', { ...repeal, on });
  await expect(site.call(enterpriseActor(blank), 'claims.apply', { clause: 't-instant' })).rejects.toThrow(
    '现在不能申领',
  );
  expect(await due()).toMatchObject({ why: 'repealed' });
  await job('match-policies');
  const { items } = await site.call<{ items: unknown[] }>(as.planner, 'policies.eligible', { clause: 't-instant' });
  expect(items).toEqual([]);
  const { history } = await site.call<{ history: { what: string }[] }>(as.planner, 'policies.get', { id });
  expect(history.map((each) => each.what)).toEqual(['复审：保留', `自 ${on} 起废止`]);
});

test('an official without the right to sensitive figures sees whether a firm fits, not by how much', async () => {
  type Seen = { near: { clause: { clause: string }; conditions: { gaps: { have: string; sentence: string }[] }[] }[] };
  const gaps = async (actor: Actor) => {
    const { near } = await site.call<Seen>(actor, 'policies.match', { enterprise: poor });
    return near.flatMap((each) => each.conditions.flatMap((one) => one.gaps.map(({ sentence }) => sentence)));
  };
  const [whole, masked] = [await gaps(as.chief), await gaps(as.planner)];
  expect(masked.length).toBe(whole.length);
  const figure = whole.findIndex((each) => each.startsWith('上年研发费用'));
  expect(whole[figure]).toMatch(/\d+ ?万元/);
  expect(masked[figure]).toContain('具体数值无权查看');
  expect(masked.filter((each) => each.startsWith('上年研发费用')).join()).not.toMatch(/差 ?\d/);
});

test('who may not see a figure of one firm does not find it by turning the number of a draft', async () => {
  const many = Array.from({ length: 40 }, (_, n) => codeOf(100 + n));
  await stateFacts(many.map((firm, n) => `${firm},群企${n},${500 + n},20`));
  const amount = { kind: 'share', of: '上年研发费用', rate: '10%' };
  const over = (wan: number) => [{ when: `上年研发费用 >= ${wan}万元`, quote: '不低于' }];
  const seen = async (actor: Actor) => {
    const found: { yes: number | null; fen: number | null }[] = [];
    for (let wan = 499; wan < 541; wan += 1)
      found.push(await site.call(actor, 'policies.try', { conditions: over(wan), amount }));
    return found;
  };
  const exact = await seen(as.chief);
  expect(exact.map((each) => each.yes)).toEqual([40, ...Array.from({ length: 41 }, (_, n) => 40 - n)]);
  const guarded = await seen(as.planner);
  const steps = new Set(guarded.map((each) => `${each.yes} ${each.fen}`));
  expect(steps.size).toBeLessThanOrEqual(5);
  expect(guarded.every(({ yes }) => yes === null || (yes >= 10 && yes % 10 === 0))).toBe(true);
});

test('a draft is written clause by clause, excepted where it must be, and dropped with a reason', async () => {
  const { id } = await site.call<{ id: string }>(as.planner, 'policies.add-draft', {
    yaml: YAML.replace('policy: test-policy', 'policy: by-form')
      .replaceAll('clause: t-', 'clause: f-')
      .replaceAll('[t-capped]', '[f-capped]'),
  });
  type View = {
    status: string;
    findings: unknown[];
    policy: { title: string; clauses: { clause: string; title: string }[] };
    fair: { verdict?: object }[];
    hurdles: { code: string; done: boolean }[];
  };
  await site.call(as.planner, 'policies.write-head', { id, title: '逐条写的政策' });
  const changed = await site.call<View>(as.planner, 'policies.write-clause', {
    id,
    clause: 'f-instant',
    title: '研发补助',
    conditions: [{ when: '上年研发费用 >= 50万元', quote: '研发费用不低于100万元' }],
  });
  expect([changed.policy.title, changed.policy.clauses[0]?.title]).toEqual(['逐条写的政策', '研发补助']);
  // A case that says otherwise now is told.
  expect(changed.findings).toMatchObject([{ message: expect.stringContaining('写的是不符，算出来是可享') }]);
  for (const one of changed.policy.clauses.slice(1))
    await site.call(as.planner, 'policies.drop-clause', { id, clause: one.clause });
  const fair = (exception?: object) =>
    site.call<View>(as.judge, 'policies.judge-draft', {
      ...{ id, clause: 'f-instant', kinds: ['10-2'], text: '对研发企业的差异化补贴' },
      ...(exception ? { exception } : {}),
    });
  const isFair = ({ hurdles }: View) => hurdles.find((each) => each.code === 'fair-competition')?.done;
  expect(isFair(await fair())).toBe(false);
  expect(isFair(await fair({ ground: 'science', until: '2027-12-31', why: '没有影响更小的办法' }))).toBe(true);
  const dropped = await site.call<View>(as.planner, 'policies.drop-draft', { id, reason: '并入另一件' });
  expect(dropped.status).toBe('dropped');
  await expect(site.call(as.planner, 'policies.write-head', { id, title: '再改' })).rejects.toThrow('已经作废');
});

test('a draft belongs to its unit, nobody judges or issues what he wrote, and a repeal from above is the office’s', async () => {
  const { id } = await site.call<{ id: string }>(as.planner, 'policies.add-draft', {
    yaml: YAML.replace('policy: test-policy', 'policy: own-policy').replaceAll('t-', 'own-'),
  });
  const stranger = (operation: string, input: object) => site.call(as.head, operation, { id, ...input });
  await expect(stranger('policies.write-head', { title: '别人改的' })).rejects.toThrow('别的单位起草');
  await expect(stranger('policies.judge-draft', { clause: 'own-instant', text: '不违反审查标准' })).rejects.toThrow(
    '别的单位起草',
  );
  const mine = (who: Actor) =>
    site.call<{ may: object; unit: object; by: string }>(who, 'policies.draft', { id }).then((each) => each.may);
  expect(await mine(as.planner)).toEqual({ write: true, judge: false, issue: false });
  // As it is read, beside the text as it was written.
  const { said } = await site.call<{ said: { clause: string; conditions: string[]; amount: string }[] }>(
    as.planner,
    'policies.draft',
    { id },
  );
  expect(said[0]).toEqual({ clause: 'own-instant', conditions: ['上年研发费用 >= 100万元'], amount: '每户 1万元' });
  expect(await mine(as.head)).toEqual({ write: false, judge: false, issue: false });
  expect(await mine(as.chief)).toMatchObject({ write: true, issue: true });
  // Of a text that does not read yet, what can be read is shown: its title, and what its clauses touch.
  const broken = await site.call<{ title: string; fair: unknown[]; findings: { message: string }[] }>(
    as.planner,
    'policies.write-draft',
    { id, yaml: YAML.replace('owner: qz-economy-it', 'owner: qz-nope').replace('mode: instant', 'mode: maybe') },
  );
  expect([broken.title, broken.fair.length]).toEqual(['测试政策', 5]);
  const strange = await site.call<{ findings: { message: string }[] }>(as.planner, 'policies.write-draft', {
    id,
    yaml: YAML.replace('policy: test-policy', 'policy: own-policy')
      .replaceAll('t-', 'own-')
      .replace('owner: qz-economy-it', 'owner: qz-nope'),
  });
  expect(strange.findings.map((each) => each.message)).toContain('没有“qz-nope”这个单位；主管单位请从单位里选');
  // What the state issued is repealed by the office on a document from above, and a slip is taken back.
  const repeal = { id: 'cn-cit-law', on: '2030-01-01', by: '全国人大常委会', document: '演示文件' };
  await expect(site.call(as.head, 'policies.repeal', repeal)).rejects.toThrow('上级的政策');
  await site.call(as.chief, 'policies.repeal', repeal);
  await expect(site.call(as.head, 'policies.reinstate', { id: 'cn-cit-law', why: '登记错了' })).rejects.toThrow();
  await site.call(as.chief, 'policies.reinstate', { id: 'cn-cit-law', why: '登记错了' });
  const after = await site.call<{ repealed?: object; history: { what: string }[] }>(as.planner, 'policies.get', {
    id: 'cn-cit-law',
  });
  expect(after.repealed).toBeUndefined();
  expect(after.history.map((each) => each.what)).toEqual(['自 2030-01-01 起废止', '撤回废止，继续执行']);
});

test('rows name whom they were counted for when firms came since; what was counted holds until its facts change', async () => {
  const { facts } = site.city.pack;
  const rule = { id: 'x', name: 'x', since: '2026-01-01', condition: '从业人数 > 0人' };
  const compiled = compileRules([{ id: 'x', rules: [rule] }], facts);
  if (!compiled.ok) throw new Error(compiled.findings[0]?.message);
  const program = programFor(compiled.book, { rulesAsOf: '2026-06-01' });
  const columns = createCityColumns(
    site.databases,
    async () => {},
    () => facts,
  );
  const population = createPopulation(site.databases, columns, facts);
  const yes = ({ byRule: [own], idAt }: Awaited<ReturnType<typeof population.answers>>) =>
    [...(own ?? [])].flatMap((answer, row) => (answer === ROW_YES ? [idAt(row)] : []));
  const before = await population.answers('quzhou', program);
  const then = yes(before);
  const counted = await population.totals('quzhou', program);
  await stateFacts([`${poor},小企,81,`]);
  expect((await population.totals('quzhou', program)).totals, 'another fact changed').toBe(counted.totals);
  await stateFacts([`${codeOf(0)},先来企,90,40`]);
  expect(yes(before)).toEqual(then);
  expect(yes(await population.answers('quzhou', program))).toEqual([...then, codeOf(0)].sort());
  expect((await population.totals('quzhou', program)).totals[0]?.yes).toBe(then.length + 1);
});
