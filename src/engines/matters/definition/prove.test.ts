import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadLoop } from './load.ts';
import { proveLoop } from './prove.ts';
import { LoopDefinition } from './schema.ts';

const GOOD = `
loop: small
title: 小事项
number: "X-{year}-{seq:4}"
subject: optional
open: { by: [subject, permission:matters.open], to: filed, starts: [limit] }
fields:
  - { name: title, title: 标题, type: text, required: true }
  - { name: day, title: 约定日期, type: date }
flags: { late: 迟了 }
states:
  - { id: filed, title: 待办, owner: office, fallback: superior }
  - { id: waiting, title: 待补正, owner: subject, fallback: office }
  - { id: done, title: 已办, owner: none, end: true, outcome: resolved }
clocks:
  limit:
    title: 时限
    budget: 5
    governs: true
    ladder: [{ rung: breach, title: 超期, offset: 0, breach: true, effects: [{ effect: notify, to: [office], text: 超期 }] }]
  dated:
    title: 约定
    budget: { until: day }
    ladder: [{ rung: breach, title: 超期, offset: 0, breach: true, effects: [{ effect: notify, to: [office], text: 超期 }] }]
grounds:
  paper: { title: 等补正, bound: { amount: 5, unit: working-day }, next: overdue }
obligation: { title: 会办, budget: 2, silence: escalate }
moves:
  ask: { title: 请补正, act: request-supplement, from: [filed], to: waiting, by: [office:x.y], suspend: paper, atMost: 2 }
  supply: { title: 补正, act: supply, from: [waiting], to: back, by: [subject], resume: true }
  overdue: { title: 补正逾期, act: lapse, from: [waiting], to: back, by: [system], resume: true }
  plan: { title: 约定日期, act: progress, from: [filed], by: [office:x.y], starts: [dated] }
  finish: { title: 办结, act: finish, from: [filed], to: done, by: [office:x.y] }
  reopen: { title: 重办, act: reopen, from: [done], to: filed, by: [office:x.y], starts: [limit], atMost: 1 }
`;

// biome-ignore lint/suspicious/noExplicitAny: the cases break a raw definition in every way
type Raw = any;

/** What is found after one thing is changed. */
function found(change: (raw: Raw) => void, options = {}) {
  const raw = parse(GOOD);
  for (const move of Object.values<Raw>(raw.moves)) move.needs = [];
  change(raw);
  return proveLoop(LoopDefinition.parse(raw), options);
}

const cases: readonly [string, string, string, (raw: Raw) => void, string?][] = [
  [
    'a state that a move leads to must exist',
    'unknown-name',
    'moves.finish.to',
    (raw) => (raw.moves.finish.to = 'dnoe'),
    '没有环节 dnoe，是不是想写 done？',
  ],
  [
    'a clock that a move starts must exist',
    'unknown-name',
    'moves.reopen.starts.0',
    (raw) => (raw.moves.reopen.starts = ['limt']),
    'limit',
  ],
  ['a ground must exist', 'unknown-name', 'moves.ask.suspend', (raw) => (raw.moves.ask.suspend = 'papers'), 'paper'],
  [
    'a flag must exist',
    'unknown-name',
    'moves.finish.effects.0.flag',
    (raw) => (raw.moves.finish.effects = [{ effect: 'set-flag', flag: 'lat' }]),
    'late',
  ],
  [
    'a date field of a clock must exist',
    'unknown-name',
    'clocks.dated.budget.until',
    (raw) => (raw.clocks.dated.budget = { until: 'dya' }),
    'day',
  ],
  ['a live state has an owner', 'owner', 'states.0.owner', (raw) => (raw.states[0].owner = 'none')],
  ['a live state says who falls in', 'owner', 'states.1.fallback', (raw) => delete raw.states[1].fallback],
  ['an end says what it means', 'owner', 'states.2.outcome', (raw) => delete raw.states[2].outcome],
  [
    'no state may take the word for the way back',
    'owner',
    'states.0.id',
    (raw) => (raw.states[0].id = raw.open.to = 'back'),
  ],
  ['a live state has a running clock from the start', 'live-clock', 'states.0', (raw) => (raw.open.starts = [])],
  [
    'a live state has a running clock after reopening',
    'live-clock',
    'states.0',
    (raw) => (raw.moves.reopen.starts = []),
    '经“重办”到达时',
  ],
  [
    'a live state keeps a running clock after a move that stops one',
    'live-clock',
    'states.0',
    (raw) => (raw.moves.plan.stops = ['limit']),
  ],
  [
    'a clock until a date that may be missing does not count',
    'live-clock',
    'states.0',
    (raw) => (raw.open.starts = ['dated']),
  ],
  [
    'every state is reached',
    'reached',
    'states.3',
    (raw) => raw.states.push({ id: 'lost', title: '孤儿', owner: 'office', fallback: 'superior' }),
  ],
  [
    'every state reaches an end, whatever guards say',
    'ends',
    'states.0',
    (raw) => (raw.moves.finish.guard = '退办次数 > 3'),
  ],
  ['a bounded move is no way to the end', 'ends', 'states.0', (raw) => (raw.moves.finish.atMost = 1)],
  [
    'every rung has a consumer',
    'rung',
    'clocks.limit.ladder.0.effects',
    (raw) => (raw.clocks.limit.ladder[0].effects = []),
  ],
  ['every clock has one breach', 'rung', 'clocks.limit.ladder', (raw) => (raw.clocks.limit.ladder = [])],
  [
    'whoever owes an answer can give it wherever the matter goes meanwhile',
    'silence',
    'obligation',
    (raw) => {
      const units = [{ name: 'units', title: '会办单位', type: 'units' }];
      const kind = [{ name: 'kind', title: '意见', type: 'code' }];
      raw.moves.join = { title: '会办', act: 'co-handle', from: ['filed'], by: ['office:x.y'], needs: units };
      raw.moves.reply = { title: '答复', act: 'answer', from: ['filed'], by: ['co-handler'], needs: kind };
    },
    '到了环节 waiting',
  ],
  ['silence is consent only by law', 'silence', 'obligation.silence', (raw) => (raw.obligation.silence = 'consent')],
  ['reopening is bounded', 'bounded', 'moves.reopen', (raw) => delete raw.moves.reopen.atMost],
  ['suspending is bounded', 'bounded', 'moves.ask', (raw) => delete raw.moves.ask.atMost],
  [
    'extensions are bounded',
    'bounded',
    'moves.more',
    (raw) =>
      (raw.moves.more = {
        title: '延期',
        act: 'request-extension',
        from: ['filed'],
        by: ['holder'],
        needs: [{ name: 'amount', title: '多少', type: 'number' }],
      }),
  ],
  [
    'the system can make the move that ends a suspension',
    'ground',
    'grounds.paper.next',
    (raw) => (raw.moves.overdue.by = ['office:x.y']),
  ],
  [
    'the move that ends a suspension asks for nothing',
    'ground',
    'grounds.paper.next',
    (raw) => (raw.moves.overdue.needs = [{ name: 'note', title: '说明', type: 'text' }]),
  ],
  [
    'the move that ends a suspension starts wherever it may stand',
    'ground',
    'grounds.paper.next',
    (raw) =>
      (raw.moves.stay = {
        title: '转移',
        act: 'advance',
        from: ['waiting'],
        to: 'filed',
        by: ['office:x.y'],
        needs: [],
      }),
  ],
  [
    'the move that ends a suspension resumes',
    'ground',
    'grounds.paper.next',
    (raw) => (raw.moves.overdue.resume = false),
  ],
  [
    'the system does not go round by itself',
    'system-loop',
    'moves.overdue',
    (raw) => Object.assign(raw.moves.overdue, { suspend: 'paper', from: ['waiting', 'filed'] }),
  ],
  [
    'a move is not suspended twice',
    'ground',
    'moves.again.suspend',
    (raw) =>
      (raw.moves.again = {
        title: '再中止',
        act: 'advance',
        from: ['waiting'],
        by: ['subject'],
        suspend: 'paper',
        atMost: 1,
        needs: [],
      }),
  ],
  [
    'a state belongs to the subject only if there is one',
    'owner',
    'states.1.owner',
    (raw) => {
      raw.subject = 'none';
      raw.open.by = ['permission:matters.open'];
    },
  ],
  [
    'a move that nobody makes is refused',
    'authorised',
    'moves.idle.by',
    (raw) => (raw.moves.idle = { title: '空转', act: 'advance', from: ['filed'], by: ['system'], needs: [] }),
  ],
  [
    'an enterprise state has no holder to act',
    'authorised',
    'moves.supply.by',
    (raw) => (raw.moves.supply.by = ['holder']),
  ],
  [
    'work done by the office itself can be verified by another',
    'authorised',
    'moves.check.by',
    (raw) => {
      const outcome = { name: 'outcome', title: '结论', type: 'code', options: [{ code: 'good', title: '好' }] };
      const rest = { act: 'verify', from: ['filed'], to: { good: 'done' }, needs: [outcome] };
      raw.moves.check = { title: '核验', by: ['office:x.y'], ...rest };
    },
  ],
  [
    'an act gets what it asks for',
    'act',
    'moves.grade.needs',
    (raw) => {
      raw.grading = [{ grade: 'a', title: '甲', when: '退办次数 > 1' }];
      raw.moves.grade = { title: '定级', act: 'grade', from: ['filed'], by: ['office:x.y'], needs: [] };
    },
  ],
  [
    'a refusal lists its grounds',
    'act',
    'moves.no',
    (raw) =>
      (raw.moves.no = {
        title: '不予受理',
        act: 'refuse',
        from: ['filed'],
        to: 'done',
        by: ['office:x.y'],
        needs: [{ name: 'ground', title: '理由', type: 'code' }],
      }),
  ],
  [
    'every outcome leads somewhere',
    'act',
    'moves.finish.to',
    (raw) => {
      raw.moves.finish.to = { good: 'done' };
      raw.moves.finish.needs = [
        {
          name: 'outcome',
          title: '结论',
          type: 'code',
          options: [
            { code: 'good', title: '好' },
            { code: 'bad', title: '坏' },
          ],
        },
      ];
    },
  ],
  [
    'a guard parses against the names of the loop',
    'expression',
    'moves.plan.guard',
    (raw) => (raw.moves.plan.guard = '退办次树 > 3'),
    '退办次数',
  ],
  ['a guard answers yes or no', 'expression', 'moves.plan.guard', (raw) => (raw.moves.plan.guard = '退办次数 + 1')],
  ['a field does not take a standing name', 'field', 'fields.0.title', (raw) => (raw.fields[0].title = '满意程度')],
  ['a number has a year', 'number', 'number', (raw) => (raw.number = 'X-{seq}')],
  ['a number has a sequence', 'number', 'number', (raw) => (raw.number = 'X-{year}')],
  ['one clock governs', 'clock-use', 'clocks', (raw) => (raw.clocks.dated.governs = true)],
  ['a clock is started somewhere', 'clock-use', 'clocks.dated', (raw) => (raw.moves.plan.starts = [])],
];

describe('proving a definition', () => {
  it('finds nothing wrong with a good one', () => {
    expect(found(() => {})).toEqual([]);
  });

  it.each(cases)('%s', (_title, rule, path, change, says = '') => {
    const all = found(change);
    expect(all.map((each) => `${each.rule} ${each.path}`)).toContain(`${rule} ${path}`);
    expect(all.map((each) => each.message).join('\n')).toContain(says);
  });

  it('knows the code lists and loops it is given', () => {
    const change = (raw: Raw) => raw.fields.push({ name: 'kind', title: '类别', type: 'code', list: 'kinds' });
    expect(found(change)).toEqual([]);
    expect(found(change, { lists: ['kind'] })[0]?.message).toBe('没有代码表 kinds，是不是想写 kind？');
  });
});

describe('loading a loop from YAML', () => {
  it('gives the line of what is wrong', () => {
    const { findings } = loadLoop(GOOD.replace('to: done, by', 'to: doen, by'), 'packs/x/loops/small.yaml');
    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'unknown-name',
        path: 'moves.finish.to',
        file: 'packs/x/loops/small.yaml',
        line: GOOD.slice(0, GOOD.indexOf('to: done, by')).split('\n').length,
      }),
    ]);
  });

  it('names a misspelt key and the one that was meant', () => {
    const { findings, definition } = loadLoop(GOOD.replace('fallback: superior', 'falback: superior'), 'x.yaml');
    expect(definition).toBeUndefined();
    expect(findings[0]).toMatchObject({ message: '没有这一项 falback，是不是想写 fallback？', line: 12 });
  });

  it('tells YAML that cannot be read from a definition that is wrong', () => {
    expect(loadLoop('a: [1', 'x.yaml').findings[0]).toMatchObject({ rule: 'yaml', line: 1 });
  });

  it('gives the same version to the same definition, however it is written', () => {
    const reordered = GOOD.replace('title: 小事项\n', '').concat('title: 小事项\n# 注释\n');
    expect(loadLoop(reordered, 'b.yaml').version).toBe(loadLoop(GOOD, 'a.yaml').version);
    expect(loadLoop(GOOD.replace('小事项', '大事项'), 'a.yaml').version).not.toBe(loadLoop(GOOD, 'a.yaml').version);
  });

  it('asks what an act asks where the pack does not say otherwise', () => {
    const { definition } = loadLoop(GOOD, 'a.yaml');
    expect(definition?.moves.ask?.needs.map((each) => each.name)).toEqual(['ask']);
    expect(definition?.moves.overdue?.needs).toEqual([]);
  });
});
