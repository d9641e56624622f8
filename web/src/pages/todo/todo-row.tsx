import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { MatterRow } from '../../api/types/index.ts';
import { ShortCountdown } from '../../parts/countdown.tsx';
import { dotted } from '../../parts/dotted.ts';
import { Flags } from '../../parts/matter-table/columns.tsx';
import { NextStep } from '../../parts/move/next-step.tsx';
import styles from './todo-page.module.css';

type Props = { readonly row: MatterRow; readonly current: boolean };

export function TodoRow({ row, current }: Props) {
  return (
    <li data-row={row.id} className={`${styles.row} ${current ? styles.current : ''}`}>
      <ShortCountdown row={row} />
      <div className={styles.what}>
        <Link to="/matters/$id" params={{ id: row.id }}>
          {row.title}
        </Link>
        <div className="row meta" style={{ gap: '0 8px' }}>
          <span>{row.number}</span>
          <span>{dotted(row.status.title, row.category?.title, row.region?.title)}</span>
          <Flags row={row} />
        </div>
      </div>
      {row.next ? (
        <NextStep row={row} formClass={styles.form} />
      ) : (
        <Link to="/matters/$id" params={{ id: row.id }}>
          <Button>去办理</Button>
        </Link>
      )}
    </li>
  );
}
