import { type Diagnostic, parseExpression } from '#language';
import { catalogueOf, STANDING_NAMES } from '../../guard.ts';
import { effectsOf } from './names.ts';
import { flaws, type Path, type Rule } from './rule.ts';

/** Guards, grading, the conditions of questions, clocks and effects can be read, and say yes or no. */
export const expressions: Rule = (definition) => {
  const { add, found } = flaws('expression');
  const written: readonly (readonly [Path, string])[] = [
    ...definition.grading.map((each, index) => [['grading', index, 'when'], each.when] as const),
    ...Object.entries(definition.moves).flatMap(([name, { guard }]) =>
      guard ? [[['moves', name, 'guard'], guard] as const] : [],
    ),
    ...Object.entries(definition.moves).flatMap(([name, { needs }]) =>
      needs.flatMap(({ when }, index) => (when ? [[['moves', name, 'needs', index, 'when'], when] as const] : [])),
    ),
    ...Object.entries(definition.clocks).flatMap(([name, { when }]) =>
      when ? [[['clocks', name, 'when'], when] as const] : [],
    ),
    ...effectsOf(definition).flatMap(([path, effect]) =>
      effect.effect === 'call' && effect.when ? [[[...path, 'when'], effect.when] as const] : [],
    ),
  ];
  if (written.length === 0) return found;
  const catalogue = catalogueOf(definition);
  for (const [path, text] of written) {
    const parsed = parseExpression(text, catalogue, { expects: 'boolean' });
    if (!parsed.ok) for (const each of parsed.diagnostics.filter(isError)) add(path, `“${text}”：${each.message}`);
  }
  return found;
};

const isError = (each: Diagnostic): boolean => each.severity === 'error';

/** Fields are told apart from one another and from what every guard may name. */
export const fields: Rule = (definition) => {
  const { add, found } = flaws('field');
  const seen = new Set<string>(STANDING_NAMES);
  const texts = new Set(definition.fields.filter((each) => each.type === 'text').map((each) => each.name));
  definition.fields.forEach(({ name, title, type, list, follows, printed }, index) => {
    for (const [key, word] of [
      ['name', name],
      ['title', title],
    ] as const) {
      if (seen.has(word)) add(['fields', index, key], `字段“${word}”重名`);
    }
    seen.add(name).add(title);
    if ((type === 'code' || type === 'codes') && !list) add(['fields', index], `字段“${title}”须写明代码表（list）`);
    if (follows && type !== 'unit') add(['fields', index, 'follows'], `字段“${title}”不是单位，不能随承办单位走`);
    if (printed !== undefined && !texts.has(printed))
      add(['fields', index, 'printed'], `字段“${title}”的原文写法须是一个 text 字段，没有“${printed}”`);
  });
  return found;
};

/** A number carries its year and has no gaps. */
export const numbers: Rule = ({ number }) => {
  const { add, found } = flaws('number');
  if (!number.includes('{year}')) add(['number'], '编号样式须含 {year}');
  if (!/\{seq(?::\d+)?\}/.test(number)) add(['number'], '编号样式须含 {seq}，例如 {seq:6}');
  return found;
};
