import { type CellReader, CODE_COLUMN, cellReader, type FactCatalogue } from '#engines/registry';
import { isRefusal, parseUscc } from '#kernel';
import { codesFor, type Lists } from './list-lookup.ts';
import type { ImportColumn, RowFault, StatedRow } from './ports.ts';

export type Vocabulary = {
  readonly catalogue: FactCatalogue;
  readonly lists: Lists;
  /** The section of each division of GB/T 4754. */
  readonly sections: ReadonlyMap<string, string>;
};

export type ReadRow = { readonly row: StatedRow } | { readonly faults: readonly RowFault[] } | 'empty';

export type RowReader = {
  readonly keys: readonly string[];
  readonly read: (cells: readonly string[], number: number) => ReadRow;
};

type Column = { readonly at: number; readonly heading: string; readonly read: CellReader };

/** Makes the reader of a table's rows from what its columns mean. Of two columns for one fact the first counts. */
export function rowReader(columns: readonly ImportColumn[], { catalogue, lists, sections }: Vocabulary): RowReader {
  const code = columns.findIndex((each) => each.key === CODE_COLUMN);
  const keys: string[] = [];
  const readers = columns.flatMap(({ heading, key, unit }, at): readonly Column[] => {
    const fact = key === undefined || keys.includes(key) ? undefined : catalogue.byKey.get(key);
    if (!fact || fact.derived) return [];
    keys.push(fact.key);
    const codes = fact.codeList ? { codes: codesFor(fact, lists, sections) } : {};
    return [{ at, heading, read: cellReader(fact, { unit, ...codes }) }];
  });
  const seen = new Map<string, number>();
  return {
    keys,
    read: (cells, number) => {
      if (cells.every((each) => each === '' || each.trim() === '')) return 'empty';
      const row: [string, ...(string | null)[]] = [''];
      const faults: RowFault[] = [];
      const id = readCode(cells[code] ?? '', columns[code]?.heading ?? '', seen, number);
      if (typeof id === 'string') row[0] = id;
      else faults.push(id);
      for (const column of readers) {
        const value = column.read(cells[column.at] ?? '');
        if (value === null || typeof value === 'string') row.push(value);
        else faults.push({ column: column.heading, ...value });
      }
      return faults.length > 0 ? { faults } : { row };
    },
  };
}

const PLAIN_CODE = /^[0-9A-Z]{18}$/;

function readCode(written: string, column: string, seen: Map<string, number>, number: number): string | RowFault {
  let id: string;
  try {
    id = parseUscc(PLAIN_CODE.test(written) ? written : written.trim()).code;
  } catch (no) {
    if (!isRefusal(no)) throw no;
    const why = written.trim() === '' ? '没有统一社会信用代码' : no.parts.what;
    return { column, why: [why, no.parts.why].filter(Boolean).join('：'), todo: no.parts.todo ?? '请核对营业执照' };
  }
  const before = seen.get(id);
  if (before !== undefined) return { column, why: `与第 ${before} 行是同一家企业`, todo: '请合并为一行' };
  seen.set(id, number);
  return id;
}
