import { expect, test } from 'vitest';
import { day } from '#kernel';
import { decideNodeDone, missedNodes, nextNode, type SpecialAction } from './action.ts';

const action: SpecialAction = {
  id: 'a1',
  title: '预付卡消费',
  leader: 'leader-1',
  leadUnit: 'qz-commerce',
  team: [{ unit: 'qz-commerce' }],
  summary: '',
  status: 'running',
  version: 1,
  createdAt: 0,
  updatedAt: 0,
  nodes: [
    { id: 'n2', title: '全面推开', day: '2026-09-30' },
    { id: 'n1', title: '出台方案', day: '2026-06-30' },
  ],
};

test('the next node is the first by day that nobody has reported done', () => {
  expect(nextNode(action)?.id).toBe('n1');
  expect(nextNode(decideNodeDone(action, 'n1', day('2026-06-29'), '已印发'))?.id).toBe('n2');
});

test('a node is missed from the day after its day, and not once it is done or the action is stopped', () => {
  expect(missedNodes(action, day('2026-06-30'))).toEqual([]);
  expect(missedNodes(action, day('2026-07-01')).map((each) => each.id)).toEqual(['n1']);
  expect(missedNodes(decideNodeDone(action, 'n1', day('2026-07-01'), '已印发'), day('2026-07-02'))).toEqual([]);
  expect(missedNodes({ ...action, status: 'stopped' }, day('2026-12-01'))).toEqual([]);
});

test('a node is reported done once', () => {
  const done = decideNodeDone(action, 'n1', day('2026-06-29'), '已印发');
  expect(() => decideNodeDone(done, 'n1', day('2026-06-30'), '再报')).toThrow('已于2026-06-29完成');
  expect(() => decideNodeDone(action, 'n9', day('2026-06-30'), '')).toThrow('没有这个节点');
});
