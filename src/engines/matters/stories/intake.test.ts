import { describe, expect, it } from 'vitest';
import { react } from '../react.ts';
import { ACTORS, directory, packLoop, play, text } from '../world.fixture.ts';

const appeal = packLoop('appeal');
const { dispatcher, firm, grid, tax } = ACTORS;
const MONDAY = '2026-10-12T10:00';

describe('不予受理 (not accepted)', () => {
  it('needs a listed ground, and tells the remedy that the law leaves open', () => {
    const matter = play(appeal, MONDAY);
    expect(matter.refused(dispatcher, 'refuse', { ground: 'tired' })).toContain('不予受理理由');
    matter.does(dispatcher, 'refuse', { ground: 'litigation' });
    expect(matter.state()).toMatchObject({ status: 'refused', closed: true, outcome: 'refused' });
    const said = matter.events().find((each) => each.type === 'refuse')?.data;
    expect(said).toMatchObject({ input: { ground: 'litigation', remedy: '请依照法定程序办理' } });
  });

  it('is for the office alone', () => {
    expect(play(appeal, MONDAY).refused(tax, 'refuse', { ground: 'civil' })).toContain('您不能办理');
  });
});

describe('定级 (grading)', () => {
  it('lets nobody lower a grade without saying why, neither apart nor while assigning', () => {
    const matter = play(appeal, MONDAY, { fields: { affected: 12 } });
    expect(matter.refused(dispatcher, 'grade', { grade: 'general' })).toContain('须写明理由');
    expect(matter.refused(dispatcher, 'assign', { unit: 'power', grade: 'general' })).toContain('须写明理由');
    matter.does(dispatcher, 'grade', { grade: 'general', reason: text('误报企业数') });
    matter.does(dispatcher, 'grade', { grade: 'complex' });
    expect(matter.state().grade).toBe('complex');
  });
  it('grades by the pack when the facts are there, and leaves it to people when they are not', () => {
    expect(play(appeal, MONDAY, { fields: { affected: 12 } }).state().grade).toBe('major');
    expect(play(appeal, MONDAY, { fields: { affected: 3 } }).state().grade).toBe('complex');
    expect(play(appeal, MONDAY).state().grade).toBeUndefined();
  });

  it('keeps a matter graded above a unit from being assigned to it', () => {
    const matter = play(appeal, MONDAY, { fields: { affected: 12 } });
    expect(matter.refused(dispatcher, 'assign', { unit: 'bureau' })).toContain('层级');
    matter.does(dispatcher, 'assign', { unit: 'tax' });
  });

  it('refuses an assignment that raises the grade above the unit in the same move', () => {
    const matter = play(appeal, MONDAY);
    expect(matter.refused(dispatcher, 'assign', { unit: 'town', grade: 'major' })).toContain('层级');
  });

  it('does not let the grade rise above the unit that holds it', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'town' });
    expect(matter.refused(dispatcher, 'grade', { grade: 'major' })).toContain('请先转办');
  });

  it('moves the limits that go by grade without restarting them', () => {
    const matter = play({ ...appeal, preset: 'by-grade' }, MONDAY);
    const before = matter.state().clocks.answer;
    matter.at('2026-10-13T15:00').does(dispatcher, 'grade', { grade: 'complex' });
    const after = matter.state().clocks.answer;
    expect(after?.cycle).toBe(1);
    expect(after?.state.countingFrom).toBe(before?.state.countingFrom);
    expect(Date.parse('2026-10-15T17:30+08:00')).toBe(after?.state.fireAt);
    expect(matter.types().filter((each) => each === 'clock-started')).toHaveLength(3);
  });

  it('leaves at least one working day when a limit is shortened', () => {
    const matter = play({ ...appeal, preset: 'by-grade' }, MONDAY);
    matter.at('2026-10-16T12:00').does(dispatcher, 'grade', { grade: 'general' });
    expect(matter.state().clocks.answer?.state.fireAt).toBe(Date.parse('2026-10-19T12:00+08:00'));
  });
});

describe('代办 (filed on behalf of an enterprise)', () => {
  const filed = () => play(appeal, MONDAY, { agent: 'grid-1', openerPrincipal: 'person:grid-1' }, grid);

  it('records both the agent and the enterprise, and tells the enterprise when it is assigned', () => {
    const matter = filed();
    expect(matter.state()).toMatchObject({ agent: 'grid-1', enterprise: 'firm', openedBy: 'grid-1' });
    matter.does(dispatcher, 'assign', { unit: 'tax' });
    const assigned = matter.events().find((each) => each.type === 'assign');
    const told = assigned ? react(appeal, matter.state(), assigned, directory) : [];
    expect(told).toContainEqual(
      expect.objectContaining({ principals: ['enterprise:firm'], text: expect.stringContaining('可声明不认可') }),
    );
  });

  it('lets the enterprise say that it did not ask for this', () => {
    const matter = filed().does(firm, 'repudiate');
    expect(matter.state().agent).toBeUndefined();
    expect(matter.state().flags).toContain('repudiated');
  });

  it('has nothing to repudiate where the enterprise filed by itself', () => {
    expect(play(appeal, MONDAY).refused(firm, 'repudiate')).toContain('不是代办');
  });
});

describe('补正 (supplement)', () => {
  it('stops the clocks while the enterprise gathers papers, and gives back what was left', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'tax' });
    matter.at('2026-10-13T09:00').does(tax, 'sign').at('2026-10-13T13:30');
    matter.does(tax, 'request-supplement', { ask: text('papers') });
    expect(matter.state()).toMatchObject({ status: 'supplementing', suspension: { ground: 'supplement' } });
    expect(matter.state().custody.at(-1)?.unit).toBe('subject:firm');
    matter.at('2026-10-15T13:30').does(firm, 'supply', { note: text('here') });
    expect(matter.state().status).toBe('handling');
    expect(matter.state().custody.at(-1)).toMatchObject({ unit: 'tax', person: 'tax-1' });
    // Two working days stood still: 10-19 becomes 10-21.
    expect(matter.state().clocks.answer?.state.fireAt).toBe(Date.parse('2026-10-21T17:30+08:00'));
    expect(matter.state().hops[0]?.dueAt).toBe(Date.parse('2026-10-21T17:30+08:00'));
  });

  it('goes on with what there is when the enterprise lets the limit pass, back where it came from', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'request-supplement', { ask: text('papers') });
    matter.at('2026-10-19T17:31');
    expect(matter.state().status).toBe('filed');
    expect(matter.state().suspension).toBeUndefined();
    expect(matter.state().custody.at(-1)?.unit).toBe('office');
    expect(matter.types()).toContain('lapse');
  });

  it('comes too late once the limit has passed, even when no sweep has come by', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'request-supplement', { ask: text('papers') });
    matter.unswept('2026-10-20T09:00');
    expect(matter.refused(firm, 'supply', { note: text('late') })).toContain('事项现在是“待分办”');
  });

  it('is asked twice at most', () => {
    const matter = play(appeal, MONDAY);
    for (const day of ['2026-10-12T11:00', '2026-10-12T15:00']) {
      matter.at(day).does(dispatcher, 'request-supplement', { ask: text('papers') });
      matter.does(firm, 'supply', { note: text('here') });
    }
    expect(matter.refused(dispatcher, 'request-supplement', { ask: text('more') })).toContain('最多2次');
  });
});

describe('撤回, 合并 (withdrawn, merged)', () => {
  it('ends a suspended matter with nothing left running', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'request-supplement', { ask: text('papers') });
    matter.does(firm, 'withdraw');
    expect(matter.state()).toMatchObject({ status: 'withdrawn', closed: true });
    expect(matter.state().suspension).toBeUndefined();
    expect(Object.values(matter.state().clocks).every((each) => each.stoppedAt !== undefined)).toBe(true);
    expect(matter.at('2026-12-01T09:00').types().at(-1)).not.toBe('lapse');
  });

  it('merges a duplicate into another matter, never into itself', () => {
    const matter = play(appeal, MONDAY);
    expect(matter.refused(dispatcher, 'merge', { into: 'm1' })).toContain('不能与自己合并');
    matter.does(dispatcher, 'merge', { into: 'm2' });
    expect(matter.state()).toMatchObject({ mergedInto: 'm2', outcome: 'merged', closed: true });
  });
});
