import type { Fault } from '../api/collect.ts';
import page from './page.module.css';

type Props = { readonly faults: readonly Fault[]; readonly most: number };

/** What is wrong in a file that was taken in: where, what, and what to do. */
export function FaultTable({ faults, most }: Props) {
  return (
    <table className={page.table}>
      <thead>
        <tr>
          <th scope="col">行</th>
          <th scope="col">列</th>
          <th scope="col">毛病和怎么改</th>
        </tr>
      </thead>
      <tbody>
        {faults.slice(0, most).map((each) => (
          <tr key={`${each.row} ${each.column} ${each.what}`}>
            <td>{each.row}</td>
            <td style={{ whiteSpace: 'nowrap' }}>{each.column}</td>
            <td>
              {each.what}；{each.todo}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
