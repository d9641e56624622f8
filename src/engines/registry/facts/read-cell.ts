import { writtenDay } from '#kernel';
import { type CellFault, limitOf } from './cell-limits.ts';
import { shiftDecimal } from './decimals.ts';
import type { FactDefinition } from './definition.ts';
import { type Packing, packText } from './packed-row.ts';
import { quickReader } from './quick-cell.ts';
import type { TableLine } from './table-line.ts';

/**
 * Reads one cell: the value as the database writes it, `null` for unknown, or what is wrong. An empty cell is unknown,
 * and unknown is not zero.
 */
export type CellReader = (text: string) => string | null | CellFault;

/** What a code list answers: the code for a code or a title, as people write either. */
export type CodeLookup = (written: string) => string | undefined;

export type CellOptions = {
  /** What the heading says: 元, 万元, 亿元, %, 万千瓦时; without it, the catalogue's own unit. */
  readonly unit?: string | undefined;
  readonly codes?: CodeLookup | undefined;
  /** The day on which it is read: what has happened cannot lie ahead of it. */
  readonly today?: string | undefined;
};

const UNKNOWN = new Set(['', '-', '--', '—', '/', '\\', '未知', '不详', '无数据', 'null', 'NULL', '#N/A', 'N/A', '*']);
const TIMES: Readonly<Record<string, number>> = { 百: 2, 千: 3, 万: 4, 亿: 8 };
const YES = new Set(['是', '有', '真', 'true', 'TRUE', 'True', 't', '1', 'Y', 'y', 'yes', 'Yes', '√', '已', '属于']);
const NO = new Set(['否', '无', '假', 'false', 'FALSE', 'False', 'f', '0', 'N', 'n', 'no', 'No', '×', '未', '不属于']);

/** Makes the reader of a column; making it costs, reading is quick. */
export function cellReader(fact: FactDefinition, { unit, codes, today }: CellOptions = {}): CellReader {
  const read = readerOf(fact, unit, codes);
  const beyond = limitOf(fact, today, readerOf(fact, undefined, undefined));
  return (text) => {
    if (text === '') return null;
    const written = needsFolding(text) ? text.normalize('NFKC').trim() : text;
    if (UNKNOWN.has(written)) return null;
    const value = read(written);
    return typeof value === 'string' ? (beyond(value, text) ?? value) : value;
  };
}

/** Reads one cell of a line and packs its value behind what is there; nothing is packed for unknown. */
export type CellPacker = (
  line: TableLine['bytes'],
  from: number,
  to: number,
  packing: Packing,
) => CellFault | undefined;

/** The same reader for cells that lie in a file. The packing has room for what is plain; for the rest it is asked for. */
export function cellPacker(fact: FactDefinition, options: CellOptions = {}): CellPacker {
  const read = cellReader(fact, options);
  const quick = quickReader(fact, zerosOf(fact, options.unit), options.unit === '%', options.today);
  return (line, from, to, packing) => {
    if (from === to) return undefined;
    const end = quick(line, from, to, packing.bytes, packing.at);
    if (end >= 0) {
      packing.at = end;
      return undefined;
    }
    const value = read(line.toString('utf8', from, to));
    if (value === null) return undefined;
    if (typeof value !== 'string') return value;
    packText(packing, value);
    return undefined;
  };
}

/** What a column of the database can hold. */
const MOST_DIGITS = 18;
const tooLong = (value: string): CellFault | string =>
  value.length > MOST_DIGITS ? fault('数值过大', '请核对单位和位数') : value;

/** Plain ASCII without blanks around it, which most cells are, is taken as it is. */
const needsFolding = (text: string): boolean => /[^!-~]/.test(text);

function readerOf(fact: FactDefinition, unit: string | undefined, codes: CodeLookup | undefined): CellReader {
  switch (fact.type) {
    case 'boolean':
      return (text) =>
        YES.has(text) ? 't' : NO.has(text) ? 'f' : fault(`“${text}”不是是非`, '请填 是 或 否，不清楚的留空');
    case 'money':
      return moneyReader(unit);
    case 'percent':
      return shareReader(unit);
    case 'number':
      return numberReader(fact, unit);
    case 'date':
      return dayReader();
    case 'code':
      return codeReader(fact, codes);
    case 'string':
      return (text) =>
        text.length > 300 ? fault('文字超过 300 字', '请精简') : spelt(text.replaceAll(/[\p{Cc}]+/gu, ' '));
  }
}

/** Registered names have full-width brackets, tables often not: one spelling, so that nothing seems to differ. */
const spelt = (text: string): string =>
  /\p{Script=Han}/u.test(text) ? text.replaceAll('(', '（').replaceAll(')', '）') : text;

const fault = (why: string, todo: string): CellFault => ({ why, todo });

/** “12.5万元” with its figure and its unit apart. */
const split = (text: string): readonly [figure: string, unit: string] => {
  const plain = text.replaceAll(',', '');
  const end = /[^\d.eE+-]/.exec(plain)?.index ?? plain.length;
  return [plain.slice(0, end), plain.slice(end).trim()];
};

/** Powers of ten before a unit: 万元 → 4. */
function multiplierOf(written: string, unit: string): number | undefined {
  if (written === '' || written === unit) return 0;
  const bare = unit !== '' && written.endsWith(unit) ? written.slice(0, -unit.length) : written;
  let power = 0;
  for (const sign of bare) {
    const more = TIMES[sign];
    if (more === undefined) return undefined;
    power += more;
  }
  return power;
}

/** How much finer a column keeps figures than its heading writes them: 万元 in 分 has six zeros more. */
function finenessOf({ type, unit = '' }: FactDefinition, heading: string | undefined): number {
  if (type === 'money') return (multiplierOf(heading ?? '', '元') ?? 0) + 2;
  // 元/人 and the like are kept in 元; the language reckons them in 分 when it reads them.
  return (multiplierOf(heading ?? '', unit) ?? 0) + (unit.startsWith('元/') ? 2 : 0);
}

const zerosOf = (fact: FactDefinition, heading: string | undefined): number | undefined =>
  fact.type === 'money' || fact.type === 'number' ? finenessOf(fact, heading) : undefined;

function moneyReader(heading: string | undefined): CellReader {
  const columnPower = multiplierOf(heading ?? '', '元') ?? 0;
  return (text) => {
    const [figure, own] = split(text);
    const power = own === '' ? columnPower : multiplierOf(own, '元');
    if (power === undefined)
      return fault(
        text === own ? `“${text}”不是金额` : `“${text}”里的“${own}”不是金额单位`,
        '请写元、万元或亿元，或只写数字',
      );
    const fen = shiftDecimal(figure, power + 2, 0);
    return fen === undefined ? fault(`“${text}”不是金额，或小于一分`, '请写数字，最多精确到分') : tooLong(fen);
  };
}

function shareReader(heading: string | undefined): CellReader {
  const inPercent = heading === '%';
  return (text) => {
    const [figure, own] = split(text);
    if (own !== '' && own !== '%' && own !== '‰') return fault(`“${text}”不是百分比`, '请写 2.4% 这样的数');
    const places = own === '‰' ? -3 : own === '%' || inPercent ? -2 : 0;
    const value = shiftDecimal(figure, places, 8);
    if (value === undefined) return fault(`“${text}”不是百分比`, '请写 2.4% 这样的数');
    if (places === 0 && Math.abs(Number(value)) > 1.5)
      return fault(`“${text}”不知道是 ${text}% 还是 ${text} 倍`, '请在数后写 %，或在表头写（%）');
    return value;
  };
}

function numberReader({ unit = '', decimals = 0 }: FactDefinition, heading: string | undefined): CellReader {
  const spoken = unit.startsWith('元/') ? 2 : 0;
  const columnPower = multiplierOf(heading ?? '', unit) ?? 0;
  return (text) => {
    const [figure, own] = split(text);
    const power = own === '' ? columnPower : multiplierOf(own, unit);
    if (power === undefined)
      return fault(`“${text}”里的“${own}”与单位“${unit || '无'}”不符`, `请只写数字${unit && `，单位${unit}`}`);
    const value = shiftDecimal(figure, power + spoken, decimals);
    if (value !== undefined) return value;
    return fault(
      `“${text}”不是${decimals > 0 ? `最多 ${decimals} 位小数的数` : '整数'}`,
      '请核对后填写数字，不清楚的留空',
    );
  };
}

/** Days repeat: each is worked out once. */
function dayReader(): CellReader {
  const known = new Map<string, string | CellFault>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const read = writtenDay(text) ?? fault(`“${text}”不是日期`, '请写成 2025-03-01');
    if (known.size < 50_000) known.set(text, read);
    return read;
  };
}

function codeReader({ name, codeList }: FactDefinition, codes: CodeLookup | undefined): CellReader {
  const known = new Map<string, string | undefined>();
  return (text) => {
    let code = known.get(text);
    if (code === undefined && !known.has(text)) {
      code = codes?.(text);
      if (known.size < 10_000) known.set(text, code);
    }
    return code ?? fault(`“${text}”不在${name}的代码表（${codeList}）里`, '请填代码或代码表里的名称');
  };
}
