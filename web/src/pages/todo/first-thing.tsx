import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { MatterRow } from '../../api/types/index.ts';
import { Countdown } from '../../parts/countdown.tsx';
import { dotted } from '../../parts/dotted.ts';
import { NextStep } from '../../parts/move/next-step.tsx';
import styles from './todo-page.module.css';

type Props = { readonly row: MatterRow; readonly current: boolean };

export function FirstThing({ row, current }: Props) {
  const facts = [
    row.number,
    row.loopTitle,
    row.category?.title,
    row.region?.title,
    row.enterprise?.name,
    row.channel?.title,
  ];
  return (
    <section
      data-row={row.id}
      className={`panel ${styles.first} ${current ? styles.current : ''}`}
      aria-label="先办这一件"
    >
      <p className={styles.firstWord}>{dotted('先办这一件', row.status.title)}</p>
      <h2>
        <Link to="/matters/$id" params={{ id: row.id }} style={{ color: 'inherit' }}>
          {row.title}
        </Link>
      </h2>
      <p className="meta">{dotted(...facts)}</p>
      <div style={{ padding: '8px 0 16px' }}>
        <Countdown row={row} />
      </div>
      <NextStep row={row} primary>
        <Link to="/matters/$id" params={{ id: row.id }}>
          <Button type={row.next ? 'default' : 'primary'}>{row.next ? '看全部情况' : '去办理'}</Button>
        </Link>
      </NextStep>
    </section>
  );
}
