import { normaliseName } from './normalise.ts';
import { DATE, listOf, numberOf, STRING, type Titles, type Type } from './types.ts';
import { MONEY, PLAIN, SHARE, type UnitTable, unitOf, unitTable } from './units.ts';

/**
 * A fact that expressions may name.
 * `money` facts are integer 分, `percent` facts are the share itself (0.024 is 2.4%), dates are `YYYY-MM-DD`;
 * a `number` with a unit counts in that unit.
 */
export type FactDeclaration = {
  readonly name: string;
  readonly aliases?: readonly string[] | undefined;
  readonly type: 'boolean' | 'number' | 'money' | 'percent' | 'string' | 'code' | 'date';
  /** Of a `number` only: 人, 件, 天, 年, 元/人 … */
  readonly unit?: string | undefined;
  /** Of a `code` only: the name of its list, such as GB/T 4754. */
  readonly codeList?: string | undefined;
  /** Of a `code` only: what people call its codes. */
  readonly titles?: Titles | undefined;
  /** Many values of that type instead of one. */
  readonly list?: boolean | undefined;
};

export type Catalogue = {
  readonly types: ReadonlyMap<string, Type>;
  /** Every spelling, folded, longest first, with the name it stands for. */
  readonly spellings: readonly { readonly text: string; readonly name: string }[];
  /** The same spellings by their first sign, so that a large catalogue does not slow the lexer. */
  readonly byFirst: ReadonlyMap<string, readonly { readonly text: string; readonly name: string }[]>;
  readonly units: UnitTable;
  /** True when names that are not declared are facts still missing rather than mistakes. */
  readonly open: boolean;
};

const typeOfDeclaration = (fact: FactDeclaration, units: UnitTable): Type => {
  if (fact.unit !== undefined && fact.type !== 'number')
    throw new Error(`事实“${fact.name}”的类型是 ${fact.type}，不应另写单位“${fact.unit}”`);
  switch (fact.type) {
    case 'number':
      return numberOf(dimensionOf(fact, units));
    case 'money':
      return numberOf(MONEY);
    case 'percent':
      return numberOf(SHARE);
    case 'code':
      if (!fact.codeList) throw new Error(`代码类事实“${fact.name}”没有写明代码表（codeList）`);
      return { kind: 'code', list: fact.codeList, ...(fact.titles ? { titles: fact.titles } : {}) };
    case 'string':
      return STRING;
    case 'date':
      return DATE;
    case 'boolean':
      return { kind: 'boolean' };
  }
};

const dimensionOf = (fact: FactDeclaration, units: UnitTable): string => {
  if (!fact.unit) return PLAIN;
  const unit = unitOf(units, fact.unit);
  if (!unit) throw new Error(`事实“${fact.name}”的单位“${fact.unit}”不认识`);
  if (unit.dimension === MONEY) throw new Error(`事实“${fact.name}”是金额，类型请写 money（以分存放），不要写单位`);
  if (unit.dimension === SHARE) throw new Error(`事实“${fact.name}”是百分比，类型请写 percent，不要写单位`);
  if (unit.scale !== 1 && !unit.dimension.startsWith(MONEY))
    throw new Error(`事实“${fact.name}”请用不带倍数的单位，而不是“${fact.unit}”`);
  return unit.dimension;
};

const spellingsOf = (facts: readonly FactDeclaration[]): Catalogue['spellings'] => {
  const taken = new Map<string, string>();
  for (const fact of facts)
    for (const spelling of [fact.name, ...(fact.aliases ?? [])]) {
      const text = normaliseName(spelling).trim();
      const other = taken.get(text);
      if (!text || /["\\]/.test(text)) throw new Error(`事实名“${spelling}”不能用：不得为空或含引号`);
      if (other !== undefined && other !== fact.name)
        throw new Error(`“${spelling}”既指“${other}”又指“${fact.name}”，名称不得重复`);
      taken.set(text, fact.name);
    }
  return [...taken]
    .map(([text, name]) => ({ text, name }))
    .sort((a, b) => b.text.length - a.text.length || (a.text < b.text ? -1 : 1));
};

/** Builds a catalogue from types that are known already; `declare` and `inferCatalogue` both end here. */
export const catalogueOf = (
  types: ReadonlyMap<string, Type>,
  spellings: Catalogue['spellings'],
  units: UnitTable,
  open: boolean,
): Catalogue => {
  const byFirst = Map.groupBy(spellings, (spelling) => spelling.text.charAt(0));
  return { types, spellings, byFirst, units, open };
};

/**
 * The names an expression may use, with their types and units. A catalogue that contradicts itself is a mistake of
 * whoever wrote it and throws an Error naming the fact.
 *
 * @example
 * declare([{ name: '营业收入', type: 'money' }, { name: '职工人数', type: 'number', unit: '人' }]).types.size // 2
 */
export const declare = (facts: readonly FactDeclaration[]): Catalogue => {
  const units = unitTable(facts.flatMap((fact) => fact.unit ?? []));
  const types = new Map<string, Type>();
  for (const fact of facts) {
    const one = typeOfDeclaration(fact, units);
    if (types.has(fact.name)) throw new Error(`事实“${fact.name}”声明了两次`);
    types.set(fact.name, fact.list ? listOf(one) : one);
  }
  return catalogueOf(types, spellingsOf(facts), units, false);
};
