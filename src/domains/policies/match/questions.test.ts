import { expect, test } from 'vitest';
import { factsFromAnswers, otherTraits } from './questions.ts';
import { library, TODAY } from './shipped-firms.fixture.ts';

test('what is asked follows the clauses that are open: a yes that one wants is asked, with the clause it goes', () => {
  const asked = otherTraits(library, TODAY);
  expect(asked).toContain('软件企业');
  expect(asked.filter((fact) => fact.startsWith('列入') || fact === '高新技术企业')).toEqual([]);
  const without = { ...library, clauses: library.clauses.filter(({ reads }) => !reads.includes('软件企业')) };
  expect(otherTraits(without, TODAY)).not.toContain('软件企业');
});

test('an answer says what it says and nothing else', () => {
  expect(factsFromAnswers({ industry: 'C', traits: ['high-tech', '软件企业', '早已不问'] }, ['软件企业'])).toEqual({
    行业代码: 'C',
    高新技术企业: true,
    软件企业: true,
  });
});
