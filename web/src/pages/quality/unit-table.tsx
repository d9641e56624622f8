import { Link } from '@tanstack/react-router';
import type { UnitMonth } from '../../api/quality.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';

type Props = { readonly units: readonly UnitMonth[]; readonly total: UnitMonth };

export function UnitTable({ units, total }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className={`panel ${page.scroll}`} tabIndex={0} aria-label="各单位新增、销号、结转">
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">单位</th>
            {['上月结转', '本月新增', '本月重办', '本月销号', '结转下月'].map((name) => (
              <th key={name} scope="col" className={page.number ?? ''}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Row unit={total} />
          {units.map((unit) => (
            <Row key={unit.unit.id} unit={unit} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ unit }: { readonly unit: UnitMonth }) {
  const { id, name } = unit.unit;
  const figures = [unit.carriedIn, unit.opened, unit.reopened, unit.closed];
  return (
    <tr style={id ? undefined : { fontWeight: 600 }}>
      <th scope="row" style={id ? { fontWeight: 400 } : undefined}>
        {name}
      </th>
      {figures.map((value, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns never move
        <td key={at} className={page.number ?? ''}>
          {figure(value)}
        </td>
      ))}
      <td className={page.number ?? ''}>
        {id && unit.carriedOver > 0 ? (
          <Link to="/monthly" search={(now) => now} hash={`left-${id}`}>
            {figure(unit.carriedOver)}
          </Link>
        ) : (
          figure(unit.carriedOver)
        )}
      </td>
    </tr>
  );
}
