import { describe, expect, it } from 'vitest';
import type { Account } from '../api/types/index.ts';
import { barredFrom, homeOf } from './nav.ts';

const official = (...permissions: readonly string[]): Account => ({
  id: 'p1',
  kind: 'official',
  name: '某人',
  roles: [],
  permissions,
  posts: [],
});

describe('where a morning begins', () => {
  it.each([
    ['a dispatcher at the desk', ['matters.handle', 'appeals.dispatch'], '/desk'],
    ['a supervisor at the board', ['supervision.read', 'supervision.act'], '/supervision'],
    ['a planner at the plans', ['supervision.read', 'plans.import'], '/plans'],
    ['a leader at the city in one picture', ['matters.instruct', 'cockpit.read'], '/cockpit'],
    ['a leader at his block', ['matters.instruct', 'supervision.read'], '/block'],
    [
      'a section head with what waits for his signature',
      ['matters.handle', 'matters.approve', 'supervision.read'],
      '/todo',
    ],
    [
      'the head of the office with what waits for him',
      ['matters.approve', 'appeals.dispatch', 'supervision.act'],
      '/todo',
    ],
    ['a grid officer with his visits', ['outreach.visit'], '/visits'],
    ['an auditor at the records', ['audit.read', 'supervision.read'], '/audit'],
    ['whoever handles with what waits', ['matters.handle'], '/todo'],
  ])('is for %s', (_who, permissions, home) => {
    expect(homeOf(official(...permissions))).toBe(home);
  });
  it('is the new password before anything else', () => {
    expect(homeOf({ ...official('appeals.dispatch'), mustChangePassword: true })).toBe('/password');
  });
});

describe('a page of another post', () => {
  it('is known by its address, with whatever stands after it left alone', () => {
    const observer = official('appeals.file');
    expect(barredFrom(observer, '/desk')?.label).toBe('分办台');
    expect(barredFrom(observer, '/accounts/')?.label).toBe('账号');
    expect(barredFrom(observer, '/todo')).toBeUndefined();
    expect(barredFrom(observer, '/panels')).toBeUndefined();
    expect(barredFrom(observer, '/enterprises/91330800DEMA50002N')).toBeUndefined();
    expect(barredFrom(official('appeals.dispatch'), '/desk')).toBeUndefined();
  });
});
