import type { BulkResult, MatterRow } from '../../api/types/index.ts';

type Props = { readonly rows: readonly MatterRow[]; readonly failed: readonly BulkResult[] };

/** Every exception has a name. */
export function BulkOutcome({ rows, failed }: Props) {
  if (failed.length === 0) return null;
  const numbers = new Map(rows.map((row) => [row.id, row.number]));
  return (
    <ul role="alert">
      {failed.map((result) => (
        <li key={result.id}>
          {numbers.get(result.id) ?? result.id}：{result.problem ?? '没有办成'}
        </li>
      ))}
    </ul>
  );
}
