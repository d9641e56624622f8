import { describe, expect, it } from 'vitest';
import { entitled } from '../entitle.ts';
import { ACTORS, directory, packLoop, play, text } from '../world.fixture.ts';

const appeal = packLoop('appeal');
const { firm, dispatcher, director, governor, countyDesk, bureau, bureauHead, tax, system } = ACTORS;

/** A county's bureau has answered. */
const answered = () =>
  play(appeal, '2026-10-19T09:00', { region: 'county' })
    .does(countyDesk, 'assign', { unit: 'bureau' })
    .does(bureau, 'sign')
    .does(bureau, 'draft', { text: text('d') })
    .does(bureauHead, 'approve', { verdict: 'pass' })
    .does(bureau, 'finish', { reply: text('r'), cause: 'process-long' });

describe('不满意提级重办 (a bad rating reopens at a higher level)', () => {
  it('goes to the office above, which must give it to a higher level than the one that answered', () => {
    const matter = answered()
      .does(firm, 'rate', { grade: 1 })
      .does(firm, 'ask-again', { reason: text('why') });
    expect(matter.state()).toMatchObject({ office: 'office', status: 'filed', raisedFrom: 'bureau' });
    expect(matter.state().custody.at(-1)).toMatchObject({ unit: 'office', hop: null });
    expect(matter.allowed(countyDesk)).not.toContain('assign');
    expect(matter.refused(dispatcher, 'assign', { unit: 'bureau' })).toContain('不能再交该单位');
    expect(matter.refused(dispatcher, 'assign', { unit: 'town' })).toContain('上一级单位');
    expect(matter.does(dispatcher, 'assign', { unit: 'tax' }).state().custody.at(-1)?.unit).toBe('tax');
  });

  it('stays visible to the office that kept it before', () => {
    const matter = answered()
      .does(firm, 'rate', { grade: 2 })
      .does(system, 'ask-again', { reason: text('why') });
    expect(entitled(matter.state(), directory).map((each) => each.principal)).toContain('unit:county');
  });

  it('at the top goes to another unit than the one that answered', () => {
    const matter = play(appeal, '2026-10-19T09:00')
      .does(dispatcher, 'assign', { unit: 'tax' })
      .does(tax, 'sign')
      .does(tax, 'finish', { reply: text('r') })
      .does(firm, 'rate', { grade: 1 })
      .does(firm, 'ask-again', { reason: text('why') });
    expect(matter.refused(dispatcher, 'assign', { unit: 'tax' })).toContain('营商办牵头');
    expect(matter.does(dispatcher, 'assign', { unit: 'office', units: ['tax'] }).state().status).toBe('handling');
  });

  it('counts only a rating of the last answer', () => {
    const again = play(appeal, '2026-10-19T09:00')
      .does(dispatcher, 'assign', { unit: 'tax' })
      .does(tax, 'sign')
      .does(tax, 'finish', { reply: text('r') })
      .does(firm, 'rate', { grade: 1 })
      .does(director, 'rework', { reason: text('not done') })
      .at('2026-10-20T09:00')
      .does(tax, 'sign')
      .does(tax, 'finish', { reply: text('better') });
    expect(again.refused(firm, 'ask-again', { reason: text('w') })).toContain('对这次答复评价为');
    expect(again.does(firm, 'rate', { grade: 2 }).allowed(firm)).toContain('ask-again');
  });
});

describe('办结 (the claim)', () => {
  it('records the cause in the field of that name', () => {
    expect(answered().state().fields.cause).toBe('process-long');
  });

  it('of the office itself waits for whoever stands above it', () => {
    const matter = play(appeal, '2026-10-19T09:00')
      .does(dispatcher, 'assign', { unit: 'office' })
      .does(dispatcher, 'sign')
      .does(dispatcher, 'finish', { reply: text('r') });
    expect(matter.state().custody.at(-1)?.unit).toBe('gov');
    matter.does(director, 'call-back', { result: 'reached' });
    expect(matter.refused(director, 'verify', { outcome: 'resolved' })).toContain('不能核验自己');
    expect(matter.does(governor, 'verify', { outcome: 'resolved' }).state().closed).toBe(true);
  });

  it('of a county office goes to the city’s', () => {
    const matter = play(appeal, '2026-10-19T09:00', { region: 'county' })
      .does(countyDesk, 'assign', { unit: 'county' })
      .does(countyDesk, 'sign')
      .does(countyDesk, 'finish', { reply: text('r') });
    expect(matter.state().custody.at(-1)?.unit).toBe('office');
  });
});

describe('what could be done but for a reason', () => {
  it('leaves out what belongs to another stage', () => {
    const signed = play(appeal, '2026-10-19T09:00')
      .does(dispatcher, 'assign', { unit: 'bureau', grade: 'general' })
      .does(bureau, 'sign');
    const blocked = signed.blocked(bureau);
    expect(blocked.map((each) => each.move)).toEqual(['finish']);
    expect(blocked[0]?.why).toContain('还没有审签');
  });
});
