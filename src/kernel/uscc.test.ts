import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUscc, makeUscc, parseUscc } from './uscc.ts';

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const sign = fc.constantFrom(...SIGNS);
const body = fc.array(sign, { minLength: 8, maxLength: 8 }).map((signs) => signs.join(''));
const authority = fc.constantFrom(...'123456789ANY');

test.each(['91440300708461136T', '91110000802100433B'])('the real code %s passes both checks', (code) => {
  expect(parseUscc(code)).toMatchObject({ code, authority: '工商（市场监管）', category: '企业', warnings: [] });
});

test('a code is read as people type it', () => {
  expect(parseUscc(' 9144 0300 7084-6113 6t').code).toBe('91440300708461136T');
  expect(parseUscc('９１４４０３００７０８４６１１３６Ｔ').region).toBe('440300');
});

test('codes whose check sign is 0 are valid', () => {
  const zeros = [...Array(4000).keys()]
    .map((n) => makeUscc('9', '1', '330802', `MA${String(n).padStart(6, '0')}`))
    .filter((code) => code.endsWith('0'));
  expect(zeros.length).toBeGreaterThan(80);
  expect(zeros.every(isUscc)).toBe(true);
});

test.each(['A', 'N', 'Y'])('codes of the authority %s are valid', (letter) => {
  expect(parseUscc(makeUscc(letter, '1', '330802', 'MA2DG0AB')).authority).not.toBe('');
});

test('every wrong sign and nearly every swap of neighbours is noticed', () => {
  fc.assert(
    fc.property(authority, body, fc.nat(17), sign, (from, inner, at, other) => {
      const code = makeUscc(from, '1', '330802', inner);
      if (other !== code[at]) expect(isUscc(code.slice(0, at) + other + code.slice(at + 1))).toBe(false);
      const swapped = code.slice(0, at) + code.slice(at + 1, at + 2) + code.charAt(at) + code.slice(at + 2);
      if (at < 16 && swapped !== code) expect(isUscc(swapped)).toBe(false);
    }),
  );
});

test('a broken inner check is a warning, not a refusal', () => {
  const odd = makeUscc('9', '1', '330802', 'MA2DG0AB0');
  const twin = makeUscc('9', '1', '330802', 'MA2DG0AB1');
  expect([parseUscc(odd), parseUscc(twin)].filter(({ warnings }) => warnings.length > 0).length).toBeGreaterThan(0);
});

test.each([
  ['9144030070846113', '应为 18 位'],
  ['91440300708461136I', '不允许的字符“I”'],
  ['B1440300708461136T', '登记管理部门代码'],
  ['9144A300708461136T', '行政区划'],
  ['91440300708461136R', '校验位不符'],
])('%s is refused because %s', (text, why) => {
  expect(() => parseUscc(text)).toThrow(why);
});

test('a code cannot be made from parts that do not fit', () => {
  expect(() => makeUscc('B', '1', '330802', 'MA2DG0AB')).toThrow('no code');
});
