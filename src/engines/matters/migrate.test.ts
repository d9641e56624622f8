import { describe, expect, test } from 'vitest';
import { isRefusal } from '#kernel';
import type { LoopDefinition } from './definition/schema.ts';
import { fold } from './evolve.ts';
import { decideMigration } from './migrate.ts';
import { ACTORS, packLoop, play } from './world.fixture.ts';

const appeal = packLoop('appeal');
const matter = play(appeal, '2026-09-07T09:00');

function migrate(definition: LoopDefinition, version = 'v2', of = matter) {
  return decideMigration(of.state(), '规则修订', { ...of.context(ACTORS.system), definition, version });
}

describe('carrying a matter over to a newer version of its loop', () => {
  test('is an event that names the version and the reason, and changes nothing else', () => {
    const events = migrate({ ...appeal, title: '企业诉求（新）' });
    if (isRefusal(events)) throw events;
    expect(events).toMatchObject([{ type: 'migrated', data: { version: 'v2', reason: '规则修订' } }]);
    const { version, seq, updatedAt, ...rest } = fold('m1', events, matter.state()) ?? {};
    expect(version).toBe('v2');
    expect(matter.state()).toMatchObject(rest);
  });

  test('a matter that is there already stays as it is', () => {
    expect(migrate(appeal, 'v1')).toEqual([]);
  });

  test('is refused, naming it, when the new version lacks where the matter stands', () => {
    const states = appeal.states.filter((each) => each.id !== 'filed');
    const answer = migrate({ ...appeal, states });
    expect(isRefusal(answer) && answer.parts.why).toBe('新版本没有：环节 filed');
  });

  test('is refused when a running clock or one of its rungs is gone', () => {
    const { answer, ...clocks } = appeal.clocks;
    const without = migrate({ ...appeal, clocks });
    expect(isRefusal(without) && without.parts.why).toContain('时限 answer');
    if (!answer) throw new Error('no clock');
    const shorter = { ...answer, ladder: answer.ladder.filter((each) => each.rung !== 'urge') };
    const cut = migrate({ ...appeal, clocks: { ...clocks, answer: shorter } });
    expect(isRefusal(cut) && cut.parts.why).toBe('新版本没有：时限 answer 的 urge');
  });

  test('is refused when the suspension it is under would never end', () => {
    const asked = play(appeal, '2026-09-07T09:00').does(ACTORS.dispatcher, 'request-supplement', {
      ask: { ref: 'r', commitment: 'c' },
    });
    const { supplement: _, ...grounds } = appeal.grounds;
    const answer = migrate({ ...appeal, grounds }, 'v2', asked);
    expect(isRefusal(answer) && answer.parts.why).toBe('新版本没有：中止事由 supplement');
  });
});
