export { csvCell } from './csv.ts';
export { readTable, type TableFile, type TableRows } from './read-table.ts';
