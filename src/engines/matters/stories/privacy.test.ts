import { describe, expect, it } from 'vitest';
import { isRefusal } from '#kernel';
import { isAuthorised } from '../authorise.ts';
import { entitled } from '../entitle.ts';
import { open } from '../open.ts';
import { react } from '../react.ts';
import { ACTORS, directory, opening, packLoop, play, text } from '../world.fixture.ts';

const appeal = packLoop('appeal');
const { dispatcher, director, governor, housing, tax, firm } = ACTORS;
const MONDAY = '2026-10-12T10:00';
const principals = (matter: ReturnType<typeof play>) =>
  entitled(matter.state(), directory).map((each) => each.principal);

describe('a complaint', () => {
  it('never reaches the unit complained of: not to handle, co-handle, see or hear of', () => {
    const matter = play(appeal, MONDAY, { complainedOf: ['housing'] });
    expect(matter.refused(dispatcher, 'assign', { unit: 'housing' })).toContain('是被反映的单位');
    matter.does(dispatcher, 'assign', { unit: 'tax' }).does(tax, 'sign');
    expect(matter.refused(tax, 'co-handle', { units: ['housing'], ask: text('a') })).toContain('是被反映的单位');
    expect(principals(matter)).not.toContain('unit:housing');
    expect(
      isAuthorised(
        ['entitled', 'permission:matters.open'],
        matter.state(),
        { ...housing, permissions: ['matters.open'] },
        { directory },
      ),
    ).toBe(false);
    const told = matter.events().flatMap((each) => react(appeal, matter.state(), each, directory));
    expect(JSON.stringify(told)).not.toContain('housing');
  });

  it('does not reach it through a unit that reports to it', () => {
    const matter = play(appeal, MONDAY, { complainedOf: ['county'] });
    expect(matter.refused(dispatcher, 'assign', { unit: 'bureau' })).toContain('是被反映的单位');
  });

  it('of a person keeps him and the unit where he serves out', () => {
    const matter = play(appeal, MONDAY, { complainedOf: ['tax-1'] });
    expect(matter.refused(dispatcher, 'assign', { unit: 'tax' })).toContain('被反映的人在“市税务局”任职');
    matter.does(dispatcher, 'assign', { unit: 'water' });
    expect(principals(matter)).not.toContain('unit:tax');
    expect(matter.refused(tax, 'sign')).toContain('您不能办理');
  });

  it('that names somebody only later keeps him out from then on, once it is out of his hands', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'tax' });
    const bar = { fields: { complainedOf: ['tax-1'] } };
    expect(matter.refused(dispatcher, 'amend', bar)).toContain('请先转办');
    matter.does(dispatcher, 'transfer', { unit: 'water', note: text('n') }).does(dispatcher, 'amend', bar);
    expect(principals(matter)).not.toContain('unit:tax');
    expect(matter.refused(dispatcher, 'co-handle', { units: ['tax'], ask: text('a') })).toContain('被反映');
  });

  it('about the office goes to the one above it', () => {
    const matter = play(appeal, MONDAY, { complainedOf: ['office'] });
    expect(matter.state().office).toBe('gov');
    expect(matter.refused(director, 'assign', { unit: 'tax' })).toContain('您不能办理');
    matter.does(governor, 'assign', { unit: 'tax' });
  });

  it('about the highest says where else to go', () => {
    const command = { id: 'm', number: 'n', channel: 'portal', ...opening(appeal), complainedOf: ['gov'] };
    const answer = open(command, play(appeal, MONDAY).context(firm));
    expect(isRefusal(answer) && answer.message).toContain('纪检监察');
  });
});

describe('who may see a matter', () => {
  it('is the units that hold it and those above, the enterprise, the agent, leaders and auditors', () => {
    const matter = play(appeal, MONDAY, { agent: 'grid-1' }).does(dispatcher, 'assign', { unit: 'county' });
    expect(principals(matter)).toEqual(
      expect.arrayContaining([
        'unit:office',
        'unit:county',
        'unit:gov',
        'enterprise:firm',
        'person:grid-1',
        'person:leader-1',
        'role:auditor',
      ]),
    );
    expect(principals(matter)).not.toContain('unit:tax');
  });
});
