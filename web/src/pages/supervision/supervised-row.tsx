import { Link } from '@tanstack/react-router';
import { App, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useDocument } from '../../api/documents.ts';
import { useAccount } from '../../api/session.ts';
import { useSubmitKey } from '../../api/submit-key.ts';
import type { MatterRow } from '../../api/types/index.ts';
import { ShortCountdown } from '../../parts/countdown.tsx';
import { IssueButton } from '../../parts/issue-button.tsx';
import { Flags } from '../../parts/matter-table/columns.tsx';
import type { Selection } from '../../parts/matter-table/selection.ts';
import { Failure } from '../../parts/states.tsx';
import { shortWorkingTime } from '../../parts/time.ts';
import { useWorkday } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import styles from './supervision-page.module.css';
import { UrgeForm } from './urge-form.tsx';

type Props = {
  readonly row: MatterRow;
  readonly current: boolean;
  readonly paperOnly?: boolean;
  readonly selection?: Selection | undefined;
};

export function SupervisedRow({ row, current, paperOnly, selection }: Props) {
  const { message } = App.useApp();
  const account = useAccount();
  const [urging, setUrging] = useState(false);
  const order = useDocument();
  const key = useSubmitKey();
  const makeOrder = () =>
    order.mutate(
      { request: { template: 'supervision-order', matters: [row.id] }, key: key.keyFor(row.id) },
      {
        onSuccess: (made) => {
          key.accepted();
          message.success(`已生成督办单 ${made.number ?? ''}`);
          window.open(made.url, '_blank', 'noopener');
        },
      },
    );
  return (
    <li
      className={`${styles.row} ${current ? styles.current : ''} ${paperOnly ? styles.paperOnly : ''}`}
      data-row={row.id}
    >
      <div className={styles.lamp}>
        {selection && (
          <Checkbox
            aria-label={`选择 ${row.number}`}
            checked={selection.ids.has(row.id)}
            onChange={() => selection.toggle(row.id)}
          />
        )}
        <ShortCountdown row={row} />
      </div>
      <div>
        <Link to="/matters/$id" params={{ id: row.id }}>
          {row.title}
        </Link>
        <div className="row meta" style={{ gap: '0 8px' }}>
          {row.number}
          <Flags row={row} />
        </div>
      </div>
      <Holder row={row} />
      <div className={`no-print ${styles.buttons}`}>
        {can(account, 'supervision.act') && (
          <Button size="small" onClick={() => setUrging((was) => !was)} aria-expanded={urging}>
            催办
          </Button>
        )}
        {can(account, 'documents.issue') && (
          <IssueButton
            size="small"
            what={`督办单，主送 ${row.holder?.unit.name ?? ''}`}
            same={(each) => each.template === 'supervision-order' && each.matters?.includes(row.id) === true}
            loading={order.isPending}
            onIssue={makeOrder}
          >
            督办单
          </IssueButton>
        )}
      </div>
      {urging && <UrgeForm row={row} className={styles.form} onClose={() => setUrging(false)} />}
      {order.error && <Failure error={order.error} />}
    </li>
  );
}

/** Who has it now, how long; the bar is the working time used, its red part what went over. */
function Holder({ row }: { readonly row: MatterRow }) {
  const workday = useWorkday();
  const held = row.heldWorkingMinutes ?? 0;
  const left = row.remainingMinutes ?? 0;
  const whole = Math.max(1, held + Math.max(0, left), -left);
  const over = Math.max(0, -left) / whole;
  const used = left < 0 ? 1 - over : held / whole;
  return (
    <div className={styles.holder}>
      <span>
        在：
        {[row.holder?.unit.name, row.holder?.section, row.holder?.person?.name].filter(Boolean).join(' ') || '未分办'}
        {held > 0 && <span className="meta">{`，已\u2009${shortWorkingTime(held, workday)}`}</span>}
      </span>
      {held > 0 && (
        <span className={styles.track} aria-hidden="true">
          <span className={styles.used} style={{ width: `${Math.round(used * 100)}%` }} />
          <span className={styles.over} style={{ width: `${Math.round(over * 100)}%` }} />
        </span>
      )}
    </div>
  );
}
