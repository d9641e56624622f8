import { describe, expect, it } from 'vitest';
import { ACTORS, packLoop, play, text } from '../world.fixture.ts';

const appeal = packLoop('appeal');
const measure = packLoop('measure');
const { dispatcher, director, governor, tax, firm, countyDesk, system } = ACTORS;
const answered = () =>
  play(appeal, '2026-10-12T10:00')
    .does(dispatcher, 'assign', { unit: 'tax' })
    .does(tax, 'sign')
    .does(tax, 'finish', { reply: text('r') });
const called = () => answered().does(dispatcher, 'call-back', { result: 'reached' });

describe('办结, 评价, 回访, 销号', () => {
  it('is the unit’s claim first: the enterprise rates, the office calls and crosses it off', () => {
    const matter = answered();
    expect(matter.state()).toMatchObject({ status: 'answered', closed: false });
    matter.does(firm, 'rate', { grade: 5, solved: true }).does(dispatcher, 'call-back', { result: 'reached' });
    expect(matter.state()).toMatchObject({ rating: { grade: 5 }, calls: 1 });
    matter.does(dispatcher, 'verify', { outcome: 'resolved' });
    expect(matter.state()).toMatchObject({ status: 'verified', closed: true, outcome: 'resolved' });
  });

  it('is crossed off only after the enterprise rated this answer or was reached by a call, or with an account of why not', () => {
    expect(answered().refused(dispatcher, 'verify', { outcome: 'resolved' })).toContain('企业评价或回访接通后');
    const unreached = answered().does(dispatcher, 'call-back', { result: 'unreached' });
    expect(unreached.refused(dispatcher, 'verify', { outcome: 'resolved' })).toContain('企业评价或回访接通后');
    expect(unreached.refused(dispatcher, 'close-unreached', { outcome: 'resolved' })).toContain('联系不上');
    unreached.does(dispatcher, 'close-unreached', { outcome: 'resolved', note: text('three calls') });
    expect(unreached.state().closed).toBe(true);
    answered().does(firm, 'rate', { grade: 4 }).does(dispatcher, 'verify', { outcome: 'resolved' });
  });

  it('tells apart what was resolved from what was only explained', () => {
    expect(called().does(dispatcher, 'verify', { outcome: 'explained' }).state()).toMatchObject({
      status: 'explained',
      outcome: 'explained',
    });
    expect(called().refused(dispatcher, 'verify', { outcome: 'perhaps' })).toContain('核验结论');
  });

  it('knows five grades', () => {
    expect(answered().refused(firm, 'rate', { grade: 6 })).toContain('满意程度');
    expect(answered().refused(firm, 'rate', { grade: 2.5 })).toContain('满意程度');
  });

  it('is not crossed off by the unit that did the work, nor by the office for its own', () => {
    expect(answered().refused(tax, 'verify', { outcome: 'resolved' })).toContain('您不能办理');
    const own = play(appeal, '2026-10-12T10:00', { region: 'county' });
    own
      .does(countyDesk, 'assign', { unit: 'county' })
      .does(countyDesk, 'sign')
      .does(countyDesk, 'finish', { reply: text('r') });
    own.does(director, 'call-back', { result: 'reached' });
    expect(own.refused(countyDesk, 'verify', { outcome: 'resolved' })).toContain('不能核验自己的办理结果');
    own.does(director, 'verify', { outcome: 'resolved' });
  });

  it('asks the office for its verdict within ten working days', () => {
    const matter = answered().at('2026-10-27T09:00');
    expect(matter.events().find((each) => each.type === 'breached')?.data).toMatchObject({
      clock: 'confirm',
      unit: 'office',
    });
  });
});

describe('重办 (reopened)', () => {
  it('follows a bad rating, at the office, with limits that begin anew', () => {
    const matter = answered();
    expect(matter.refused(firm, 'ask-again', { reason: text('no') })).toContain('评价为');
    matter
      .at('2026-10-14T10:00')
      .does(firm, 'rate', { grade: 1 })
      .does(firm, 'ask-again', { reason: text('no') });
    expect(matter.state()).toMatchObject({ status: 'filed', reopenings: 1, closed: false });
    expect(matter.state().custody.at(-1)?.unit).toBe('office');
    expect(matter.state().clocks.answer).toMatchObject({ cycle: 2 });
    expect(matter.state().clocks.answer?.state.fireAt).toBe(Date.parse('2026-10-21T17:30+08:00'));
  });

  it('drops what told of the pace of the round before, and keeps what a leader wrote', () => {
    const matter = play(appeal, '2026-10-12T10:00')
      .does(dispatcher, 'assign', { unit: 'tax' })
      .does(director, 'urge')
      .does(director, 'supervise', { note: text('n') })
      .does(director, 'instruct', { scan: 'file', units: ['water'], due: '2026-10-16' })
      .does(ACTORS.water, 'answer', { kind: 'agree' })
      .does(tax, 'sign')
      .does(tax, 'finish', { reply: text('r') });
    expect(matter.state().flags).toEqual(['instructed', 'supervised', 'urged']);
    matter.does(firm, 'rate', { grade: 1 }).does(firm, 'ask-again', { reason: text('why') });
    expect(matter.state()).toMatchObject({ flags: ['instructed'], reopenings: 1 });
    expect(matter.does(director, 'urge').state().flags).toContain('urged');
  });

  it('does not follow a good rating', () => {
    expect(
      answered()
        .does(firm, 'rate', { grade: 4 })
        .refused(firm, 'ask-again', { reason: text('no') }),
    ).toContain('不满意');
  });

  it('goes back to the same unit, to sign anew, when the office is not content', () => {
    const matter = answered().does(dispatcher, 'rework', { reason: text('not done') });
    expect(matter.state().status).toBe('handling');
    expect(matter.state().custody.at(-1)?.unit).toBe('tax');
    expect(matter.state().hops.at(-1)).toMatchObject({
      unit: 'tax',
      stage: 'unsigned',
      dueAt: matter.state().clocks.answer?.state.fireAt,
    });
    matter
      .does(tax, 'sign')
      .does(tax, 'finish', { reply: text('r2') })
      .does(dispatcher, 'call-back', { result: 'reached' })
      .does(dispatcher, 'verify', { outcome: 'resolved' });
  });

  it('opens what was crossed off, with its history, twice at most', () => {
    const matter = called().does(dispatcher, 'verify', { outcome: 'resolved' });
    for (let round = 0; round < 2; round += 1) {
      matter.does(dispatcher, 'reopen', { reason: text('look-back') });
      expect(matter.state()).toMatchObject({ closed: false });
      expect(matter.state().outcome).toBeUndefined();
      matter
        .does(dispatcher, 'assign', { unit: 'tax' })
        .does(tax, 'sign')
        .does(tax, 'finish', { reply: text('r') });
      matter.does(dispatcher, 'call-back', { result: 'reached' }).does(dispatcher, 'verify', { outcome: 'resolved' });
    }
    expect(matter.refused(dispatcher, 'reopen', { reason: text('again') })).toContain('最多2次');
    expect(matter.state().hops).toHaveLength(3);
  });

  it('keeps what was breached before, though the new limit is not', () => {
    const matter = play(appeal, '2026-10-12T10:00').does(dispatcher, 'assign', { unit: 'tax' }).does(tax, 'sign');
    matter
      .at('2026-10-21T09:00')
      .does(tax, 'finish', { reply: text('r') })
      .does(dispatcher, 'rework', { reason: text('no') });
    expect(matter.state().clocks.answer).toMatchObject({ cycle: 2, breaches: 1 });
    expect(matter.state().clocks.answer?.breachedAt).toBeUndefined();
  });
});

describe('a measure of a plan', () => {
  const fields = { title: '一件事联办', text: '建立园区水电气一件事联办机制', due: '2026-10-30' };
  const begun = (more = {}) =>
    play(measure, '2026-09-01T09:00', { fields: { ...fields, ...more } }, dispatcher).does(system, 'assign', {
      unit: 'tax',
    });

  it('is signed, reported on every month, claimed with evidence and verified by another', () => {
    const matter = begun().does(tax, 'sign');
    expect(matter.state().clocks.due?.state.fireAt).toBe(Date.parse('2026-10-30T17:30+08:00'));
    const first = matter.state().clocks.report;
    matter.at('2026-09-20T10:00').does(tax, 'progress', { note: text('n') });
    expect(matter.state().clocks.report).toMatchObject({ cycle: (first?.cycle ?? 0) + 1 });
    expect(matter.refused(tax, 'finish', { reply: text('r') })).toContain('佐证材料');
    matter.does(tax, 'finish', { reply: text('r'), files: ['f1'] });
    expect(matter.refused(tax, 'verify', { outcome: 'resolved' })).toContain('您不能办理');
    matter.does(dispatcher, 'verify', { outcome: 'resolved' });
    expect(matter.state()).toMatchObject({ status: 'done', outcome: 'resolved' });
  });

  it('has something running even when the plan gives no date', () => {
    const matter = begun({ due: null });
    expect(Object.keys(matter.state().clocks).sort()).toEqual(['report', 'sign-in']);
    expect(matter.state().hops[0]?.dueAt).toBeNull();
  });

  it('is overdue from the first day when the plan’s date has passed, and says who must explain', () => {
    const matter = begun({ due: '2021-10-31' }).at('2026-09-01T09:05');
    const breach = matter.events().find((each) => each.type === 'breached');
    expect(breach?.data).toMatchObject({ clock: 'due', dueAt: Date.parse('2021-10-31T17:30+08:00') });
  });

  it('moves with a corrected date, and begins to run when one is given at last', () => {
    const matter = begun().does(dispatcher, 'amend', { fields: { due: '2026-11-30' } });
    expect(matter.state().clocks.due).toMatchObject({
      cycle: 1,
      state: { fireAt: Date.parse('2026-11-30T17:30+08:00') },
    });
    expect(matter.state().hops[0]?.dueAt).toBe(Date.parse('2026-11-30T17:30+08:00'));
    const dated = begun({ due: null }).does(dispatcher, 'amend', { fields: { due: '2026-11-30' } });
    expect(dated.state().hops[0]?.dueAt).toBe(Date.parse('2026-11-30T17:30+08:00'));
    expect(dated.refused(dispatcher, 'amend', { fields: { due: '2026-13-30' } })).toContain('完成期限');
    expect(dated.refused(dispatcher, 'amend', { fields: { title: '' } })).toContain('不能清空');
    expect(dated.refused(dispatcher, 'amend', { fields: { colour: 'red' } })).toContain('没有这些字段');
  });

  it('extends by days, twice at most, as the office allows', () => {
    const matter = begun()
      .does(tax, 'sign')
      .does(tax, 'request-extension', { amount: 31, reason: text('w') });
    matter.does(director, 'decide-extension', { verdict: 'agree' });
    expect(matter.state().clocks.due?.state.fireAt).toBe(Date.parse('2026-11-30T17:30+08:00'));
  });

  it('changes its lead, who signs anew', () => {
    const matter = begun()
      .does(tax, 'sign')
      .does(dispatcher, 'change-lead', { unit: 'water', note: text('n') });
    expect(matter.state()).toMatchObject({ status: 'assigned' });
    expect(matter.state().clocks['sign-in']).toMatchObject({ cycle: 2 });
    expect(matter.state().clocks.due).toMatchObject({ cycle: 1 });
  });

  it('led by the office itself is verified from above', () => {
    const matter = play(measure, '2026-09-01T09:00', { fields }, dispatcher).does(system, 'assign', { unit: 'office' });
    matter.does(dispatcher, 'sign').does(dispatcher, 'finish', { reply: text('r'), files: ['f1'] });
    expect(matter.refused(director, 'verify', { outcome: 'resolved' })).toContain('不能核验自己');
    matter.does(governor, 'verify', { outcome: 'resolved' });
  });
});
