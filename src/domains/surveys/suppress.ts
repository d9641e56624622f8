/** One part of a table: how many answered, how many of them agree, how many were asked. */
export type TableCell = {
  readonly name: string;
  readonly answered: number;
  readonly agree: number;
  readonly population: number;
};

/**
 * Which parts of a table may not be shown. A part is held back when fewer than `least` answered, or when all who answered
 * said the same and they are more than half of the part: then it is known what each of them said. Parts are held back
 * with it until what they add up to, which anyone works out from the whole, is itself large enough and not of one mind.
 * There is one table per survey: two tables that cut the same people differently could be subtracted.
 */
export function heldBack(cells: readonly TableCell[], least: number): ReadonlySet<string> {
  const held = new Set(cells.filter((each) => each.answered > 0 && !mayStand(each, least)).map((each) => each.name));
  const open = cells
    .filter((each) => each.answered > 0 && !held.has(each.name))
    .sort((a, b) => a.answered - b.answered || (a.name < b.name ? -1 : 1));
  for (const each of open) {
    if (
      isCovered(
        cells.filter(({ name }) => held.has(name)),
        least,
      )
    )
      break;
    held.add(each.name);
  }
  return held;
}

const isOfOneMind = ({ answered, agree }: Pick<TableCell, 'answered' | 'agree'>): boolean =>
  answered > 0 && (agree === 0 || agree === answered);

const mayStand = (cell: TableCell, least: number): boolean =>
  cell.answered >= least && !(isOfOneMind(cell) && cell.answered * 2 > cell.population);

/** What is held back, taken together, tells no more than a part that may stand. */
function isCovered(held: readonly TableCell[], least: number): boolean {
  if (held.length === 0) return true;
  const sum = (key: 'answered' | 'agree' | 'population'): number => held.reduce((total, each) => total + each[key], 0);
  const union = { name: '', answered: sum('answered'), agree: sum('agree'), population: sum('population') };
  return held.length > 1 && mayStand(union, least);
}
