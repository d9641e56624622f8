import { Link } from '@tanstack/react-router';
import type { UnitMonth } from '../../api/quality.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Scroll } from '../../parts/scroll.tsx';

type Props = { readonly month: string; readonly units: readonly UnitMonth[]; readonly total: UnitMonth };

const COLUMNS = [
  ['carriedIn', '上月结转'],
  ['opened', '本月新增'],
  ['reopened', '本月重办'],
  ['closed', '本月销号'],
  ['carriedOver', '结转下月'],
] as const;

export function UnitTable({ month, units, total }: Props) {
  return (
    <Scroll panel title="各单位新增、销号、结转">
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">单位</th>
            {COLUMNS.map(([key, title]) => (
              <th key={key} scope="col" className={page.number ?? ''}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Row month={month} unit={total} />
          {units.map((unit) => (
            <Row key={unit.unit.id} month={month} unit={unit} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Row({ month, unit }: { readonly month: string; readonly unit: UnitMonth }) {
  const { id, name } = unit.unit;
  return (
    <tr style={id ? undefined : { fontWeight: 600 }}>
      <th scope="row" style={id ? { fontWeight: 400 } : undefined}>
        {name}
      </th>
      {COLUMNS.map(([what, title]) => (
        <td key={what} className={page.number ?? ''}>
          {unit[what] === 0 ? (
            figure(0)
          ) : (
            <Link
              to="/monthly/records"
              search={{ month, what, ...(id ? { unit: id } : {}) }}
              aria-label={`${name}${title} ${unit[what]} 件`}
            >
              {figure(unit[what])}
            </Link>
          )}
        </td>
      ))}
    </tr>
  );
}
