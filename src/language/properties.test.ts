import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conditions, forget, fullFacts } from './arbitraries.fixture.ts';
import { evaluate } from './evaluate.ts';
import { formatExpression, parseExpression } from './expression.ts';
import { catalogue, parsed } from './facts.fixture.ts';
import { formatTree } from './format.ts';
import { evaluateWithJsonFacts } from './infer.ts';
import { normalise } from './normalise.ts';
import { plainly } from './reference.fixture.ts';
import { both, either, negation, type Truth, unknownOf } from './running.ts';
import type { Syntax } from './syntax.ts';

const RUNS = { numRuns: 2_000 };
const someConditions = fc.oneof(conditions(1), conditions(2), conditions(3));
const hidden = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });

const bare = (tree: unknown): unknown => {
  if (Array.isArray(tree)) return tree.map(bare);
  if (typeof tree !== 'object' || tree === null) return tree;
  const kept = Object.entries(tree).filter(([key]) => !['start', 'end', 'type', 'dimension'].includes(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, key === 'function' ? value.name : bare(value)]));
};

const read = (tree: Syntax) => parsed(formatTree(tree));

describe('text and tree', () => {
  test('canonical text parses to the tree that it was written from', () => {
    fc.assert(
      fc.property(someConditions, (tree) => {
        const expression = read(tree);
        expect(bare(expression.root)).toEqual(bare(tree));
        expect(formatExpression(expression)).toBe(formatTree(tree));
      }),
      RUNS,
    );
  });

  test('full-width signs and missing blanks change nothing', () => {
    const widen = (text: string) =>
      text
        .split(/("(?:\\.|[^"])*")/)
        .map((part, i) => (i % 2 ? part : part.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))))
        .join('');
    fc.assert(
      fc.property(someConditions, (tree) => {
        expect(bare(parsed(widen(formatTree(tree))).root)).toEqual(bare(tree));
      }),
      { numRuns: 500 },
    );
  });

  test('folding keeps every column, and a folded text stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const folded = normalise(text);
        expect(folded.length).toBe(text.length);
        expect(normalise(folded).length).toBe(text.length);
      }),
    );
  });

  const SCRAPS =
    '高企|营业收入|研发费用占|评分|且|或|非(|(|)|[|]|..|3|4亿元|3%|2020年1月1日|"C39"|“|属于|不属于|介于|和|如果|那么|否则|=|>=|＜|+|-|*|/|,|最大值(|已知(|四舍五入(|未知|是|为空|@|date(|行业代码|成立日期|许可行业|包含(| '.split(
      '|',
    );
  test('any jumble of words gives a diagnostic or an answer, and its columns lie in the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SCRAPS), { maxLength: 12 }), fullFacts, (words, facts) => {
        const text = words.join('');
        const result = parseExpression(text, catalogue);
        if (result.ok) evaluate(result.expression, facts);
        else
          for (const { start, end } of result.diagnostics) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        evaluateWithJsonFacts(text, facts);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('three values', () => {
  test('with every fact known the answer is that of a plain evaluator', () => {
    fc.assert(
      fc.property(someConditions, fullFacts, (tree, facts) => {
        expect(evaluate(read(tree), facts).value).toBe(plainly(tree, facts));
      }),
      RUNS,
    );
  });

  test('learning a fact never turns one answer into another', () => {
    fc.assert(
      fc.property(someConditions, fullFacts, hidden, (tree, facts, which) => {
        const expression = read(tree);
        const before = evaluate(expression, forget(facts, which)).value;
        if (before !== null) expect(evaluate(expression, facts).value).toBe(before);
      }),
      RUNS,
    );
  });

  test('a known answer misses nothing; an open one names the facts, all of them hidden', () => {
    fc.assert(
      fc.property(someConditions, fullFacts, hidden, (tree, facts, which) => {
        const partial = forget(facts, which);
        const { value, missing, notes } = evaluate(read(tree), partial);
        if (value !== null) expect([missing, notes]).toEqual([[], []]);
        else expect(missing.length + notes.length).toBeGreaterThan(0);
        for (const name of missing) expect(partial[name]).toBe(null);
      }),
      RUNS,
    );
  });

  test('the missing facts are all that is needed: with them the answer is the full one', () => {
    fc.assert(
      fc.property(someConditions, fullFacts, hidden, (tree, facts, which) => {
        const expression = read(tree);
        const partial = forget(facts, which);
        const { missing } = evaluate(expression, partial);
        const told = { ...partial, ...Object.fromEntries(missing.map((name) => [name, facts[name]])) };
        expect(evaluate(expression, told).value).toBe(evaluate(expression, facts).value);
      }),
      RUNS,
    );
  });

  const truths: readonly Truth[] = [true, false, unknownOf(['甲']), unknownOf(['乙'])];
  const plain = (value: Truth) => (typeof value === 'boolean' ? value : 'unknown');
  const pairs = truths.flatMap((a) => truths.map((b) => [a, b] as const));

  test.each(pairs)('Kleene’s laws hold for %j and %j', (a, b) => {
    expect(plain(both(a, b))).toBe(plain(both(b, a)));
    expect(plain(either(a, b))).toBe(plain(either(b, a)));
    expect(plain(negation(both(a, b)))).toBe(plain(either(negation(a), negation(b))));
    expect(plain(negation(negation(a)))).toBe(plain(a));
    expect(plain(both(a, either(a, b)))).toBe(plain(a));
    for (const c of truths) {
      expect(plain(both(a, both(b, c)))).toBe(plain(both(both(a, b), c)));
      expect(plain(both(a, either(b, c)))).toBe(plain(either(both(a, b), both(a, c))));
    }
  });
});
