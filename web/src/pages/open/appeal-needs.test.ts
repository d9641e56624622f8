import { expect, test } from 'vitest';
import type { Need } from '../../api/types/index.ts';
import { ACCUSED, appealNeeds, appealOf, CHANNEL, formNameOf, HIDE } from './appeal-needs.ts';
import { ENTERPRISE, filesNeed } from './open-needs.ts';

const field = (name: string): Need => ({ name, title: name, type: 'text', required: false });

test('whoever registers an appeal says where it came from, whom it accuses and whether the asker stays unknown', () => {
  const names = appealNeeds([field('title'), field('body')], [filesNeed]).map((each) => each.name);
  expect(names).toEqual([CHANNEL, 'title', 'body', ACCUSED, HIDE, filesNeed.name]);
});

test('what was filled is sent by the names of the filing, what was left empty is not sent', () => {
  expect(
    appealOf({
      title: '消防验收拖延',
      body: '消防验收两个月没有结果',
      'contact-phone': '13800000003',
      'contact-name': '',
      [CHANNEL]: 'deputies',
      [HIDE]: true,
      [ACCUSED]: ['qz-housing'],
      [ENTERPRISE]: '91330800DEMA50002N',
    }),
  ).toEqual({
    title: '消防验收拖延',
    body: '消防验收两个月没有结果',
    contactPhone: '13800000003',
    channel: 'deputies',
    hideIdentity: true,
    complainedOf: ['qz-housing'],
    onBehalfOf: '91330800DEMA50002N',
  });
});

test('an objection of the server stands beside the question that it is about', () => {
  expect(formNameOf('contactPhone')).toBe('contact-phone');
  expect(formNameOf('complainedOf')).toBe(ACCUSED);
  expect(formNameOf('title')).toBe('title');
});
