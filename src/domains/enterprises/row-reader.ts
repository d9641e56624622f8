import {
  beginRow,
  type CellPacker,
  CODE_COLUMN,
  cellPacker,
  dropRow,
  endRow,
  type FactCatalogue,
  isBlankLine,
  newPacking,
  type PackedRow,
  packSeparator,
  type TableLine,
} from '#engines/registry';
import { isRefusal, isUscc, parseUscc } from '#kernel';
import { codesFor, type Lists } from './list-lookup.ts';
import type { ImportColumn, RowFault } from './ports.ts';

export type Vocabulary = {
  readonly catalogue: FactCatalogue;
  readonly lists: Lists;
  /** The section of each division of GB/T 4754. */
  readonly sections: ReadonlyMap<string, string>;
};

export type ReadRow = { readonly row: PackedRow } | { readonly faults: readonly RowFault[] } | 'empty';

export type RowReader = {
  readonly keys: readonly string[];
  /** `number` is the line's place in the file, which people are told. */
  readonly read: (line: TableLine, number: number) => ReadRow;
};

type Column = { readonly at: number; readonly heading: string; readonly pack: CellPacker };

/** Makes the reader of a table's rows, read on a day, from what its columns mean. Of two columns for one fact the first counts. */
export function rowReader(columns: readonly ImportColumn[], vocabulary: Vocabulary, today: string): RowReader {
  const code = columns.findIndex((each) => each.key === CODE_COLUMN);
  const heading = columns[code]?.heading ?? '';
  const { keys, packers } = packersOf(columns, vocabulary, today);
  const seen = new Map<string, number>();
  const packing = newPacking();
  const cells = new Int32Array(columns.length * 2);
  return {
    keys,
    read: (line, number) => {
      if (isBlankLine(line)) return 'empty';
      findCells(line, cells);
      const faults: RowFault[] = [];
      const written = line.bytes.toString('utf8', cells[code * 2], cells[code * 2 + 1]);
      const id = readCode(written, heading, seen, number);
      if (typeof id !== 'string') faults.push(id);
      beginRow(packing, line, packers.length);
      for (let nth = 0; nth < packers.length; nth += 1) {
        const { at, heading: column, pack } = packers[nth] as Column;
        if (nth > 0) packSeparator(packing);
        const fault = pack(line.bytes, cells[at * 2] as number, cells[at * 2 + 1] as number, packing);
        if (fault) faults.push({ column, ...fault });
      }
      if (typeof id === 'string' && faults.length === 0) return { row: endRow(packing, id) };
      dropRow(packing);
      return { faults };
    },
  };
}

function packersOf(columns: readonly ImportColumn[], { catalogue, lists, sections }: Vocabulary, today: string) {
  const keys: string[] = [];
  const packers = columns.flatMap(({ heading, key, unit }, at): readonly Column[] => {
    const fact = key === undefined || keys.includes(key) ? undefined : catalogue.byKey.get(key);
    if (!fact || fact.derived) return [];
    keys.push(fact.key);
    const codes = fact.codeList ? { codes: codesFor(fact, lists, sections) } : {};
    return [{ at, heading, pack: cellPacker(fact, { unit, today, ...codes }) }];
  });
  return { keys, packers };
}

/** Where each cell begins and ends; cells that a short line lacks are empty. */
function findCells({ bytes, from, to, separator }: TableLine, cells: Int32Array): void {
  let place = 0;
  let start = from;
  for (let at = from; at < to && place < cells.length; at += 1) {
    if (bytes[at] !== separator) continue;
    cells[place] = start;
    cells[place + 1] = at;
    place += 2;
    start = at + 1;
  }
  if (place < cells.length) {
    cells[place] = start;
    cells[place + 1] = to;
    place += 2;
  }
  cells.fill(to, place);
}

const PLAIN_CODE = /^[0-9A-Z]{18}$/;

function readCode(written: string, column: string, seen: Map<string, number>, number: number): string | RowFault {
  const id = PLAIN_CODE.test(written) && isUscc(written) ? written : parsedCode(written.trim(), column);
  if (typeof id !== 'string') return id;
  const before = seen.get(id);
  if (before !== undefined) return { column, why: `与第 ${before} 行是同一家企业`, todo: '请合并为一行' };
  seen.set(id, number);
  return id;
}

function parsedCode(written: string, column: string): string | RowFault {
  try {
    return parseUscc(written).code;
  } catch (no) {
    if (!isRefusal(no)) throw no;
    const why = written === '' ? '没有统一社会信用代码' : no.parts.what;
    return { column, why: [why, no.parts.why].filter(Boolean).join('：'), todo: no.parts.todo ?? '请核对营业执照' };
  }
}
