import { describe, expect, it } from 'vitest';
import { timeBy } from '../custody.ts';
import { ACTORS, calendar, packLoop, play, text } from '../world.fixture.ts';

const appeal = packLoop('appeal');
const {
  dispatcher,
  director,
  tax,
  taxHead,
  housing,
  clerk,
  reviewer,
  housingHead,
  countyDesk,
  bureau,
  bureauHead,
  water,
} = ACTORS;
const MONDAY = '2026-10-12T10:00';
const verdict = (verdict: string) => ({ verdict, note: text('note') });

describe('the dispatch tree 市营商办 → 县营商办 → 部门', () => {
  it('is signed, passed on, drafted, approved and reported up, with exact time for each hop', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'county' });
    expect(matter.refused(countyDesk, 'pass', { unit: 'bureau' })).toContain('还没有签收');
    matter
      .at('2026-10-12T11:00')
      .does(countyDesk, 'sign')
      .does(countyDesk, 'pass', { unit: 'bureau', due: '2026-10-16' });
    matter.at('2026-10-12T14:30').does(bureau, 'sign');
    expect(matter.refused(bureau, 'finish', { reply: text('r') })).toContain('请上报');
    expect(matter.refused(bureau, 'report', { note: text('n') })).toContain('还没有审签');
    matter.at('2026-10-13T09:00').does(bureau, 'draft', { text: text('draft') });
    matter.does(bureauHead, 'approve', verdict('pass')).does(bureau, 'report', { note: text('n') });
    matter.at('2026-10-13T10:00').does(countyDesk, 'finish', { reply: text('r') });
    expect(matter.state().status).toBe('answered');
    const minutes = Object.fromEntries(
      timeBy('unit', matter.state(), calendar, Date.parse('2026-10-13T10:00+08:00')).map((each) => [
        each.unit,
        each.workingMinutes,
      ]),
    );
    // 10:00–11:00 at the county, then the bureau until the next morning at 9:00, then the county again.
    expect(minutes).toEqual({ county: 120, bureau: 60 + 240, office: 0 });
  });

  it('keeps a deadline of a section inside that of its unit', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'housing' }).does(housing, 'sign');
    expect(matter.refused(housing, 'pass', { section: '建管科', due: '2026-10-20' })).toContain('下级时限晚于本级');
    matter.does(housing, 'pass', { section: '建管科', due: '2026-10-15' });
    expect(matter.state().hops[1]?.dueAt).toBe(Date.parse('2026-10-15T17:30+08:00'));
  });

  it('does not pass to a unit that is not below', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'tax' }).does(tax, 'sign');
    expect(matter.refused(tax, 'pass', { unit: 'water' })).toContain('不是市税务局的下级单位');
  });

  it('is given to one unit, not to a group, and to people who serve there', () => {
    const matter = play(appeal, MONDAY);
    expect(matter.refused(dispatcher, 'assign', { unit: 'all' })).toContain('一组单位');
    expect(matter.refused(dispatcher, 'assign', { unit: 'nowhere' })).toContain('没有编码');
    expect(matter.refused(dispatcher, 'assign', { unit: 'tax', person: 'housing-1' })).toContain('不在该单位任职');
  });

  it('moves to another unit by 转办 and ends all work below the first', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'housing' }).does(housing, 'sign');
    matter.does(housing, 'pass', { section: '建管科' }).does(dispatcher, 'transfer', { unit: 'tax', note: text('n') });
    expect(matter.state().hops.map((each) => each.stage)).toEqual(['moved', 'moved', 'unsigned']);
    expect(matter.state().custody.at(-1)?.unit).toBe('tax');
    expect(matter.refused(clerk, 'sign')).toContain('您不能办理');
  });
});

describe('核稿 and 审签', () => {
  const drafted = () =>
    play(appeal, MONDAY)
      .does(dispatcher, 'assign', { unit: 'housing' })
      .does(housing, 'sign')
      .does(housing, 'pass', { section: '建管科' })
      .does(clerk, 'sign')
      .does(clerk, 'draft', { text: text('draft') });

  it('goes from drafter to reviewer to head and back up, cleared for the whole unit', () => {
    const matter = drafted();
    expect(matter.refused(housingHead, 'approve', verdict('pass'))).toContain('正在核稿');
    matter.does(reviewer, 'review', verdict('pass')).does(housingHead, 'approve', verdict('pass'));
    matter.does(clerk, 'report', { note: text('n') }).does(housing, 'finish', { reply: text('r') });
    expect(matter.state().status).toBe('answered');
  });

  it('goes back to the drafter with a sentence', () => {
    const matter = drafted();
    expect(matter.refused(reviewer, 'review', { verdict: 'back' })).toContain('请写一句意见');
    matter.does(reviewer, 'review', verdict('back'));
    expect(matter.state().custody.at(-1)).toMatchObject({ person: 'housing-clerk' });
    matter.does(clerk, 'draft', { text: text('again') });
    expect(matter.state().hops[1]?.stage).toBe('in-review');
  });

  it('never lets anyone pass his own draft', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'housing' });
    matter.does(reviewer, 'sign').does(reviewer, 'draft', { text: text('draft') });
    expect(matter.refused(reviewer, 'review', verdict('pass'))).toContain('不能审自己拟的稿');
  });

  it('is asked only where the unit asks for it', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'tax' }).does(tax, 'sign');
    matter.does(tax, 'finish', { reply: text('r') });
    expect(matter.state().status).toBe('answered');
  });
});

describe('退办 (a wrong assignment goes back)', () => {
  const assigned = () => play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'tax' });
  const back = { proposed: 'water', reason: text('not ours') };

  it('names the unit that should have it, within one working day', () => {
    const matter = assigned();
    expect(matter.refused(tax, 'return', { reason: text('no') })).toContain('建议的承办单位');
    expect(matter.refused(tax, 'return', { ...back, proposed: 'tax' })).toContain('不能是本单位');
    matter.unswept('2026-10-13T17:31');
    expect(matter.refused(tax, 'return', back)).toContain('已超过退办期限');
    assigned().at('2026-10-13T17:30').does(tax, 'return', back);
  });

  it('remembers whom it named, and asks nobody to answer to his own matter', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'tax', units: ['water'] });
    matter.does(tax, 'return', back);
    expect(matter.state().hops.at(-1)).toMatchObject({ stage: 'returned', proposed: 'water' });
    matter.does(dispatcher, 'assign', { unit: 'water' });
    expect(matter.state().obligations).toMatchObject([{ unit: 'water', releasedAt: expect.any(Number) }]);
  });

  it('is decided by the office after the second time', () => {
    const matter = assigned().does(tax, 'return', back);
    expect(matter.state()).toMatchObject({ status: 'filed', returns: 1 });
    matter.does(dispatcher, 'assign', { unit: 'water' }).does(water, 'return', { ...back, proposed: 'tax' });
    matter.does(dispatcher, 'assign', { unit: 'tax' });
    expect(matter.refused(tax, 'return', back)).toContain('由营商办裁定');
    expect(matter.state().clocks.answer?.cycle).toBe(1);
  });

  it('inside a unit is a plain step back that counts for nothing and keeps the state', () => {
    const matter = assigned().does(tax, 'sign').does(tax, 'pass', { person: 'tax-head' });
    matter.does(taxHead, 'return', { reason: text('yours') });
    expect(matter.state()).toMatchObject({ status: 'handling', returns: 0 });
    expect(matter.state().custody.at(-1)).toMatchObject({ unit: 'tax', person: 'tax-1' });
  });

  it('from a department to the county desk keeps the matter in handling, and counts', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'county' }).does(countyDesk, 'sign');
    matter.does(countyDesk, 'pass', { unit: 'bureau' }).does(bureau, 'return', { ...back, proposed: 'town' });
    expect(matter.state()).toMatchObject({ status: 'handling', returns: 1 });
    expect(matter.state().custody.at(-1)?.unit).toBe('county');
    matter.does(countyDesk, 'pass', { unit: 'town' });
  });
});

describe('a holder who is no more', () => {
  it('is followed by his unit', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'tax', person: 'tax-head' });
    expect(matter.refused(tax, 'sign')).toContain('您不能办理');
    const left = { ...matter.context(tax).directory, serves: () => false };
    expect(matter.allowed(tax, left)).toContain('sign');
  });

  it('is followed by the fallback of the state when the unit is dissolved', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'tax' });
    const known = matter.context(tax).directory;
    const dissolved = { ...known, unit: (id: string) => (id === 'tax' ? undefined : known.unit(id)) };
    expect(matter.allowed(director, dissolved)).toContain('sign');
  });
});

describe('会办 and 领导批示', () => {
  const handling = () => play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'tax' }).does(tax, 'sign');

  it('lets each co-handler answer within its own limit before the matter can be finished', () => {
    const matter = handling().does(tax, 'co-handle', { units: ['housing', 'water'], ask: text('ask') });
    expect(matter.refused(tax, 'finish', { reply: text('r') })).toContain('市住建局、市水务集团');
    expect(matter.refused(housing, 'answer', { kind: 'disagree' })).toContain('请写明理由');
    matter.does(housing, 'answer', { kind: 'disagree', reason: text('why') }).does(water, 'answer', { kind: 'agree' });
    expect(matter.refused(water, 'answer', { kind: 'agree' })).toContain('您不能办理');
    matter.does(tax, 'finish', { reply: text('r') });
  });

  it('ends under silence: after its limit the office decides and the matter goes on', () => {
    const matter = handling().does(tax, 'co-handle', { units: ['housing'], ask: text('ask') });
    matter.at('2026-10-14T17:31');
    expect(matter.state().obligations[0]).toMatchObject({ lapsedAt: expect.any(Number), silence: 'office-decides' });
    matter.does(tax, 'finish', { reply: text('r') });
  });

  it('does not ask the holder itself, a group, or the same unit twice', () => {
    const matter = handling();
    expect(matter.refused(tax, 'co-handle', { units: ['tax'], ask: text('a') })).toContain('是承办单位');
    expect(matter.refused(tax, 'co-handle', { units: ['all'], ask: text('a') })).toContain('一组单位');
    matter.does(tax, 'co-handle', { units: ['water', 'water'], ask: text('a') });
    expect(matter.state().obligations).toHaveLength(1);
    expect(matter.refused(tax, 'co-handle', { units: ['water'], ask: text('a') })).toContain('已在会办');
  });

  it('stands still for co-handlers too while the enterprise supplements', () => {
    const matter = handling().does(tax, 'co-handle', { units: ['housing'], ask: text('ask') });
    matter.at('2026-10-13T10:00').does(tax, 'request-supplement', { ask: text('papers') });
    matter.at('2026-10-15T10:00');
    expect(matter.state().obligations[0]?.lapsedAt).toBeUndefined();
    matter.does(ACTORS.firm, 'supply', { note: text('here') });
    const due = matter.state().obligations[0]?.dueAt ?? 0;
    expect(due).toBe(Date.parse('2026-10-16T17:30+08:00'));
  });

  it('turns a leader’s instruction into answers owed by a date, with the scan', () => {
    const matter = handling();
    const say = { scan: 'f1', units: ['water'], due: '2026-10-20' };
    expect(matter.refused(dispatcher, 'instruct', { ...say, due: '2026-10-09' })).toContain('反馈日期已经过去');
    expect(matter.refused(dispatcher, 'instruct', { units: ['water'], due: '2026-10-20' })).toContain('批示扫描件');
    matter.does(dispatcher, 'instruct', say);
    expect(matter.state().obligations[0]).toMatchObject({
      kind: 'instruct',
      unit: 'water',
      dueAt: Date.parse('2026-10-20T17:30+08:00'),
    });
    expect(matter.state().flags).toContain('instructed');
  });

  it('owes nothing any more once the matter has ended', () => {
    const matter = handling().does(dispatcher, 'instruct', { scan: 'f1', units: ['water'], due: '2026-10-20' });
    matter.does(ACTORS.firm, 'withdraw');
    expect(matter.state().obligations[0]?.releasedAt).toBeDefined();
    expect(matter.at('2026-10-21T09:00').types()).not.toContain('obligation-lapsed');
  });
});

describe('whose turn it is', () => {
  it('is told to a colleague as the section that has it and who can hand it over, to others as the unit', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'housing' }).does(housing, 'sign');
    matter.does(housing, 'pass', { section: '建管科', person: 'housing-clerk' });
    expect(matter.refused(housing, 'sign')).toMatch(/现在由“市住建局 建管科”办理.*请本单位负责人或联络员下转给您/s);
    expect(matter.refused(tax, 'sign')).toMatch(/现在由“市住建局 建管科”办理.*请联系营商办/s);
    matter.does(clerk, 'sign');
  });
});
