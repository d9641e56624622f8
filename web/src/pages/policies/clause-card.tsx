import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { ClauseRow } from '../../api/policies.ts';
import styles from './policies.module.css';

type Props = { readonly row: ClauseRow; readonly title: ReactNode; readonly children?: ReactNode };

/** One clause among others: what it is, how it is had, until when, how much. */
export function ClauseCard({ row, title, children }: Props) {
  return (
    <li className={styles.card}>
      <div className="spread">
        {title}
        <Marks row={row} />
      </div>
      <p>{row.plain}</p>
      <p className="meta">
        {row.kind.title} · {row.mode.title} · {row.owner.name} · {row.policy.number ?? row.policy.issuer} {row.article}
        {row.validTo && <> · 至 {row.validTo}</>}
        {row.standing.code !== 'open' && <> · {row.standing.title}</>}
      </p>
      {children}
    </li>
  );
}

/** Said beside the title, never by colour alone. */
export function Marks({ row }: { readonly row: Pick<ClauseRow, 'demo' | 'assumed'> }) {
  return (
    <span>
      {row.demo && <Tag>演示</Tag>}
      {row.assumed && <Tag>▲ 有未核实之处</Tag>}
    </span>
  );
}
