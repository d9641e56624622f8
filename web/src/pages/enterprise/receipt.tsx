import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { AppealReceipt } from '../../api/types/index.ts';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { WhyPopover } from '../../parts/why-popover.tsx';
import styles from './enterprise.module.css';

/** Number, three deadlines, who has it: what the clerk tells his boss. */
export function Receipt({ receipt }: { readonly receipt: AppealReceipt }) {
  const now = useNow();
  const who = [receipt.holder.unit.name, receipt.holder.section].filter(Boolean).join(' ');
  return (
    <section className={`panel ${styles.step}`} role="status">
      <h1 className="page-title">已收到，正在办</h1>
      <dl className={styles.receipt}>
        <div>
          <dt className="meta">受理编号</dt>
          <dd className={styles.number}>{receipt.number}</dd>
        </div>
        <div>
          <dt className="meta">查询码（不登录也能查，请记下）</dt>
          <dd className={styles.number}>{receipt.code}</dd>
        </div>
        <div>
          <dt className="meta">现在谁在办</dt>
          <dd>{who}</dd>
        </div>
        {receipt.clocks.map((clock) => (
          <div key={clock.title}>
            <dt className="meta">{clock.title}</dt>
            <dd className="row">
              {moment(clock.dueAt, now)}&thinsp;前
              {clock.provisional && <WhyPopover label="暂定">那一年的放假安排还没有公布，公布后自动改算。</WhyPopover>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="meta">每一步都会通知您；到期没有答复会自动上报督办。</p>
      <div className={styles.thumb}>
        <Link to="/e/m/$id" params={{ id: receipt.id }}>
          <Button type="primary" size="large" block>
            看进展
          </Button>
        </Link>
      </div>
    </section>
  );
}
