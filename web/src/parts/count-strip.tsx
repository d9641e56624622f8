import { Link } from '@tanstack/react-router';
import type { MatterFilters } from '../api/matters.ts';
import type { MatterCounts } from '../api/types/index.ts';
import styles from './count-strip.module.css';
import { figure } from './figures.ts';
import { Lamp } from './lamp.tsx';

type Props = { readonly filters: MatterFilters; readonly counts: MatterCounts | undefined };

const lamps = ['overdue', 'near', 'normal', 'suspended'] as const;

/** A number is a door: each opens the records that it counts. */
export function CountStrip({ filters, counts }: Props) {
  return (
    <ul className={styles.strip}>
      <Door search={filters} count={counts?.['total']}>
        全部
      </Door>
      {lamps.map((lamp) => (
        <Door key={lamp} search={{ ...filters, lamp }} count={counts?.[lamp]}>
          <Lamp lamp={lamp} />
        </Door>
      ))}
      <Door search={{ ...filters, due: 'today' }} count={counts?.['dueToday']}>
        今天到期
      </Door>
      <Door search={{ ...filters, due: '3days' }} count={counts?.['dueIn3Days']}>
        三日内
      </Door>
    </ul>
  );
}

type DoorProps = {
  readonly search: MatterFilters;
  readonly count: number | undefined;
  readonly children: React.ReactNode;
};

function Door({ search, count, children }: DoorProps) {
  if (count === undefined) return null;
  return (
    <li>
      <Link to="/matters" search={search} className={styles.door ?? ''}>
        {children}
        <strong className={styles.number}>{figure(count)}</strong>
      </Link>
    </li>
  );
}
