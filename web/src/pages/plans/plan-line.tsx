import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import type { PlanRow } from '../../api/types/index.ts';
import { dotted } from '../../parts/dotted.ts';
import { dayOf } from '../../parts/time.ts';
import { LampCounts } from './lamp-counts.tsx';
import styles from './plans.module.css';

const states = { draft: '核对中', published: '执行中', history: '历史', discarded: '已弃用' } as const;

export function PlanLine({ row, current }: { readonly row: PlanRow; readonly current: boolean }) {
  return (
    <li data-row={row.id} className={`${styles.line} ${current ? styles.current : ''}`}>
      <div className="grow">
        <div className="row">
          <Link
            to={row.status === 'draft' ? '/plans/$id/review' : '/plans/$id'}
            params={{ id: row.id }}
            className={styles.name ?? ''}
          >
            {row.title}
          </Link>
          <Tag>{states[row.status]}</Tag>
          {row.demo && <Tag>演示</Tag>}
          {row.expired && <Tag>已过有效期</Tag>}
        </div>
        <div className="meta">
          {dotted(
            row.documentNumber,
            row.year && `${row.year}\u2009年度`,
            `${row.tasks}\u2009项任务`,
            `${row.measures}\u2009条措施`,
            row.validUntilDay && `有效期至${dayOf(row.validUntilDay)}`,
          )}
        </div>
      </div>
      {row.lamps && <LampCounts id={row.id} lamps={row.lamps} />}
    </li>
  );
}
