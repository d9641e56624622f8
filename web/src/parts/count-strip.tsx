import { Link } from '@tanstack/react-router';
import type { MatterFilters } from '../api/matters.ts';
import type { MatterCounts } from '../api/types/index.ts';
import styles from './count-strip.module.css';
import { figure } from './figures.ts';
import { Lamp } from './lamp.tsx';

type Props = {
  readonly filters: MatterFilters;
  readonly counts: MatterCounts | undefined;
  readonly active?: MatterFilters;
};

const lamps = ['overdue', 'near', 'normal', 'suspended', 'done'] as const;

/** A number is a door: each opens the records that it counts. */
export function CountStrip({ filters, counts, active }: Props) {
  const on = (part: MatterFilters) => active !== undefined && active.lamp === part.lamp && active.due === part.due;
  return (
    <ul className={styles.strip}>
      <Door on={on({})} search={filters} count={counts?.total}>
        全部
      </Door>
      {lamps.map((lamp) => (
        <Door key={lamp} on={on({ lamp })} search={{ ...filters, lamp }} count={counts?.[lamp]}>
          <Lamp lamp={lamp} />
        </Door>
      ))}
      <Door on={on({ due: 'today' })} search={{ ...filters, due: 'today' }} count={counts?.dueToday}>
        今天到期
      </Door>
      <Door on={on({ due: '3days' })} search={{ ...filters, due: '3days' }} count={counts?.dueIn3Days}>
        三日内
      </Door>
    </ul>
  );
}

type DoorProps = {
  readonly on: boolean;
  readonly search: MatterFilters;
  readonly count: number | undefined;
  readonly children: React.ReactNode;
};

function Door({ on, search, count, children }: DoorProps) {
  // Nothing behind the door: no door, unless one stands in it.
  if (count === undefined || (count === 0 && !on)) return null;
  return (
    <li>
      <Link
        to="/matters"
        search={search}
        className={`${styles.door} ${on ? styles.on : ''}`}
        aria-current={on ? 'true' : undefined}
      >
        {children}
        <strong className={styles.number}>{figure(count)}</strong>
      </Link>
    </li>
  );
}
