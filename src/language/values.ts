import { isDate } from './dates.ts';
import { type Exact, exactFromBigInt, exactFromNumber, exactFromText, multiply, type Ratio } from './exact.ts';
import { type Known, type Running, unknownOf } from './running.ts';
import type { Type } from './types.ts';
import { MONEY, readUnit, unitTable } from './units.ts';

/**
 * What a caller gives for a fact. `null` and `undefined` are unknown. Money is integer 分, a percentage is the share
 * itself (0.024), a date is `YYYY-MM-DD`; a JavaScript fraction is read as the decimal it prints as.
 * Text with a unit ("2.4万元", "3%", "30人") is read too where a number is declared.
 */
export type FactValue = boolean | number | bigint | string | Ratio | null | undefined | readonly FactValue[];
/** Facts by name; `企业.行业代码` is found under that key or nested. */
export type Facts = { readonly [name: string]: FactValue | Facts };

/** What an expression answers; `null` is unknown, and never counts as false. Money is counted in 分. */
export type Value = boolean | string | Exact | null | readonly Value[];

const NO_UNITS = unitTable([]);
const WITH_UNIT = /^([+-]?\d+(?:\.\d+)?) ?(\D.*)$/;

/** Reads "2.4万元", "3%", "30人" as stored units; `undefined` when the text is not a number with a known unit. */
export const quantityFrom = (text: string): { readonly value: Exact; readonly dimension: string } | undefined => {
  const folded = text.normalize('NFKC').trim();
  const match = WITH_UNIT.exec(folded);
  const amount = match && exactFromText(match[1] ?? '');
  const unit = match && readUnit(NO_UNITS, match[2] ?? '', 0, (at) => at === match[2]?.length);
  return amount === undefined || amount === null || !unit
    ? undefined
    : { value: multiply(amount, unit.scale), dimension: unit.dimension };
};

const numberFrom = (raw: unknown, dimension: string): Exact | undefined => {
  if (typeof raw === 'number') return exactFromNumber(raw);
  if (typeof raw === 'bigint') return exactFromBigInt(raw);
  if (typeof raw === 'string') {
    const quantity = quantityFrom(raw);
    if (quantity) return quantity.dimension === dimension ? quantity.value : undefined;
    return dimension === MONEY ? undefined : exactFromText(raw);
  }
  return isRatio(raw) ? raw : undefined;
};

const isRatio = (raw: unknown): raw is Ratio =>
  typeof raw === 'object' && raw !== null && (raw as { kind?: unknown }).kind === 'ratio';

const scalarFrom = (raw: unknown, type: Type): Known | undefined => {
  switch (type.kind) {
    case 'boolean':
      return typeof raw === 'boolean' ? raw : undefined;
    case 'number':
      return numberFrom(raw, type.dimension);
    case 'string':
    case 'code':
      return typeof raw === 'string' ? raw : undefined;
    case 'date':
      return typeof raw === 'string' && isDate(raw) ? raw : undefined;
    default:
      return undefined;
  }
};

/**
 * The fact as its declared type. Absent is unknown; something else than was declared is `undefined`, so that the
 * caller can say so: bad data is never taken for knowledge.
 */
export const factFrom = (raw: unknown, type: Type, name: string): Running | undefined => {
  if (raw === null || raw === undefined) return unknownOf([name]);
  if (type.kind !== 'list') return scalarFrom(raw, type);
  if (!Array.isArray(raw)) return undefined;
  const items = raw.map((item: unknown) => factFrom(item, type.of, name));
  return items.includes(undefined) ? undefined : (items as readonly Running[]);
};
