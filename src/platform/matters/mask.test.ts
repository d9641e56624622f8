import { expect, test } from 'vitest';
import { maskName, maskPersonal, maskPhone } from './mask.ts';

test.each([
  ['张三', '张*'],
  ['张三丰', '张**'],
  ['欧阳锋', '欧**'],
  ['王', '王*'],
  ['', '*'],
])('the name %s is shown as %s', (name, shown) => {
  expect(maskName(name)).toBe(shown);
});

test.each([
  ['13800001234', '138****1234'],
  ['05708012345', '057****2345'],
  ['8012345', '8**2345'],
  ['110', '***'],
])('the number %s is shown as %s', (phone, shown) => {
  expect(maskPhone(phone)).toBe(shown);
});

test('a personal field is masked by what it looks like', () => {
  expect(maskPersonal('138 0000 1234')).toBe('138****1234');
  expect(maskPersonal('李四')).toBe('李*');
  expect(maskPersonal('浙A12345')).toBe('浙******');
});
