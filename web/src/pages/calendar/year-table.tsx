import type { CalendarYear } from '../../api/calendar.ts';
import page from '../../parts/page.module.css';
import { Scroll } from '../../parts/scroll.tsx';
import { dayRuns } from './day-words.ts';

/** What the notice of one year fixes. */
export function YearTable({ year }: { readonly year: CalendarYear }) {
  return (
    <Scroll title="放假和补班各日">
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">节日</th>
            <th scope="col">放假</th>
            <th scope="col">调休补班</th>
          </tr>
        </thead>
        <tbody>
          {year.holidays.map((holiday) => (
            <tr key={holiday.name}>
              <th scope="row">{holiday.name}</th>
              <td>{dayRuns(holiday.rest)}</td>
              <td>{dayRuns(holiday.work)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
