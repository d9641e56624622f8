import { describe, expect, it } from 'vitest';
import { UNSEEN } from '../unseen.fixture.ts';
import { loadLoop } from './load.ts';

/** What is told after one place of the text is changed, with the line. */
function told(before: string, after: string): readonly string[] {
  expect(UNSEEN).toContain(before);
  return loadLoop(UNSEEN.replace(before, after), 'x.yaml').findings.map(
    ({ line, path, message }) => `${line} ${path} ${message}`,
  );
}
const lineOf = (text: string): number => UNSEEN.slice(0, UNSEEN.indexOf(text)).split('\n').length;

describe('a loop whose shape is wrong', () => {
  it.each([
    [
      'name: age, title: 树龄, type: number',
      'type: number',
      'type: numbre',
      '没有“numbre”，是不是想写 number？只能是：text、',
    ],
    [
      'budget: 20',
      'budget: 20',
      'budget: twenty',
      '这里写的是 “twenty”；可以是数字，或{ by, of, default }，或{ until }',
    ],
    ['starts: [whole]', '[whole]', 'whole', '类型不对，应为列表，如 [a, b]，这里写的是 “whole”'],
    ['required: true', 'true', 'yes', '类型不对，应为 true 或 false，这里写的是 “yes”'],
    ['effect: notify, to: [holder]', 'notify', 'send-mail', '只能是：notify、set-flag、clear-flag、open-matter'],
    ['title: 古树迁移审批', 'title: 古树迁移审批', '', 'title 缺少这一项'],
  ])('says at “%s” what was written and what could be', (place, before, after, words) => {
    const [found = ''] = told(place, place.replace(before, after));
    expect(found).toContain(words);
  });

  it('names the line of a misspelt key, also inside an effect, and the key that was meant', () => {
    expect(told('governs: true', 'govern: true')[0]).toBe(
      `${lineOf('governs')} clocks.whole 没有这一项 govern，是不是想写 governs？`,
    );
    expect(told('to: [holder], text:', 'to: [holder], txet:').join()).toContain('没有这一项 txet，是不是想写 text？');
  });
});
