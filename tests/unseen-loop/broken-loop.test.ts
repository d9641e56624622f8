import { describe, expect, it } from 'vitest';
import { createTestDatabase } from '#testing/database';
import { startSite } from '../../src/main/start.ts';
import { runClearway, runHere } from './command-line.ts';
import { LOOP_FILE, packsWithNewLoop } from './packs.ts';
import { siteEnv } from './site.ts';

/** What stands in the file, what somebody wrote instead, and what he must be told. */
const MISTAKES = [
  {
    title: 'a state that is misspelt',
    before: 'to: fixing\n',
    after: 'to: fixng\n',
    told: 'moves.order-fixing.to：没有环节 fixng，是不是想写 fixing？',
  },
  {
    title: 'a suspension without a last day',
    before: '    bound: { amount: 30, unit: working-day }\n',
    after: '',
    told: 'grounds.fixing.bound：缺少这一项',
  },
  {
    title: 'a clock that nothing starts',
    before: '  whole:\n    title: 验收时限\n',
    after: '  spare: { title: 备用, budget: 1, ladder: [] }\n  whole:\n    title: 验收时限\n',
    told: '“备用”从来没有开始过',
  },
  {
    title: 'a reopening or suspension without end',
    before: '    suspend: fixing\n    atMost: 2\n',
    after: '    suspend: fixing\n',
    told: '“发整改通知”会中止计时，须写明最多几次（atMost）',
  },
  {
    title: 'an effect that the platform does not know',
    before: '{ effect: set-flag, flag: urged }',
    after: '{ effect: send-mail, flag: urged }',
    told: '只能是：notify、set-flag、clear-flag、open-matter',
  },
  {
    title: 'a permission that nobody could hold',
    before: 'by: [permission:matters.open]',
    after: 'by: [permission:matters.opens]',
    told: '权限“matters.opens”不在 permissions.yaml 里，是不是想写“matters.open”？',
  },
] as const;

describe('a loop that is broken', () => {
  it('is whole before it is broken, and not afterwards, in a process of its own', { timeout: 180_000 }, async () => {
    await using packs = await packsWithNewLoop();
    expect(await runClearway(['check', packs.folder])).toMatchObject({ exitCode: 0, stdout: '资源包没有错误\n' });
    await packs.change('to: fixing\n', 'to: fixng\n');
    expect(await runClearway(['check', packs.folder])).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(
        /^quzhou\/loops\/joint-acceptance\.yaml:\d+:\d+ .*是不是想写 fixing？\n共 1 处错误\n$/,
      ),
    });
  });

  for (const { title, before, after, told } of MISTAKES)
    it(`is refused by the check and at start, naming file, line and remedy: ${title}`, async () => {
      await using packs = await packsWithNewLoop();
      const line = await packs.change(before, after);
      const checked = await runHere(['check', packs.folder]);
      expect(checked.exitCode).toBe(1);
      const found = checked.stdout.split('\n').find((each) => each.includes(told)) ?? checked.stdout;
      const [, file, at] = /^(.+?):(\d+):\d+ /.exec(found) ?? [];
      expect(file).toBe(LOOP_FILE);
      expect(Math.abs(Number(at) - line)).toBeLessThanOrEqual(8);
      await using database = await createTestDatabase();
      const started = startSite({
        env: siteEnv(packs.folder, packs.folder, database.url),
        print: () => {},
        onDown: () => {},
      });
      await expect(started).rejects.toMatchObject({ parts: { why: expect.stringContaining(found) } });
    });
});
