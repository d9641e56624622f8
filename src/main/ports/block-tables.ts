import type { BlockPorts } from '#domains/evaluation';
import { readTable, writeTable } from '#platform/documents';
import { accessStores, createFigureStore } from '#storage';
import type { Base } from '../base.ts';
import type { Core } from '../core.ts';
import { auditNotes } from './audit-notes.ts';

/** Gives the blocks' tables their pack, their figures and their sheets. */
export function blockPorts({ city, databases }: Base, { matters }: Core): BlockPorts {
  const { audit } = accessStores(databases.system);
  return {
    tables: () => city.evaluation.blockTables,
    blocks: () => {
      const shown = new Set(city.evaluation.tiles.map((each) => each.region));
      return city.pack.regions.filter((each) => shown.has(each.code));
    },
    figures: createFigureStore(databases),
    writeSheet: (name, headings, rows) => writeTable({ kind: 'xlsx', name, headings, rows, mark: '' }),
    // What is no workbook at all has no headings either.
    readSheet: (file, needed) => readTable(file, needed).catch(() => undefined),
    audit: auditNotes(audit, matters.ids),
  };
}
