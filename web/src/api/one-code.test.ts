import { expect, it } from 'vitest';
import { codeIn } from './one-code.ts';

it('a code is found by itself and in the address that a camera read', () => {
  const code = `AQ${'b-_9'.repeat(32)}z`;
  expect(codeIn(` ${code} `)).toBe(code);
  expect(codeIn(`https://city.example/c/${code}`)).toBe(code);
  expect(codeIn(`/c/${code}/`)).toBe(code);
  expect(codeIn('示例公司')).toBeUndefined();
  expect(codeIn('https://city.example/enterprises')).toBeUndefined();
});
