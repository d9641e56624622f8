import { Link } from '@tanstack/react-router';
import type { Lamp as LampName } from '../../api/types/index.ts';
import { Lamp, lampWords } from '../../parts/lamp.tsx';
import styles from './plans.module.css';

type Props = {
  readonly id: string;
  readonly lamps: Readonly<Partial<Record<LampName, number>>>;
  readonly active?: string | undefined;
};

const order: readonly LampName[] = ['overdue', 'near', 'normal', 'suspended', 'done'];

/** Each number opens the measures that it counts. */
export function LampCounts({ id, lamps, active }: Props) {
  const shown = order.filter((lamp) => (lamps[lamp] ?? 0) > 0);
  return (
    <ul className={styles.lamps}>
      {shown.map((lamp) => (
        <li key={lamp}>
          <Link
            to="/plans/$id"
            params={{ id }}
            search={active === lamp ? {} : { lamp }}
            className={`${styles.lamp} ${active === lamp ? styles.lampOn : ''}`}
            aria-current={active === lamp ? 'true' : undefined}
          >
            <Lamp lamp={lamp} word={`${lampWords[lamp]}\u2009${lamps[lamp]}`} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
