import { Link } from '@tanstack/react-router';
import type { Headline } from '../../api/cockpit.ts';
import styles from './cockpit.module.css';
import { intervalWords, movementOf, shown, unitWord } from './words.ts';

type Props = { readonly items: readonly Headline[]; readonly on: string | undefined };

/** Thirty days in six numbers; each is a door to its definition, its course and its records. */
export function HeadlineStrip({ items, on }: Props) {
  return (
    <ul className={styles.headline}>
      {items.map((item) => {
        const movement = movementOf(item);
        return (
          <li key={item.id}>
            <Link
              to="/indicators/$id"
              params={{ id: item.id }}
              search={{ period: '30d', ...(on ? { on } : {}) }}
              className={styles.door}
            >
              <span className={styles.label}>{item.title}</span>
              <strong className={styles.big}>
                {shown(item.value, item.unit)}
                <small>{item.value === null ? '' : unitWord(item.unit)}</small>
              </strong>
              <span className={movement.good === false ? styles.worse : styles.soft}>
                {movement.good === false ? '变差：' : movement.good ? '变好：' : ''}
                {movement.word}
              </span>
              <span className={styles.fine}>{intervalWords(item.interval, item.unit) || ' '}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
