import { Link } from '@tanstack/react-router';
import type { Delivery } from '../../api/changes.ts';
import { useAccount } from '../../api/session.ts';
import page from '../../parts/page.module.css';
import { dayText, when } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import styles from './changes.module.css';

type Props = {
  readonly delivery: Delivery;
  /** With the enterprise's name, where lines of many stand together. */
  readonly named?: boolean;
};

/** One change for one department: what, for whom, taken in or not. */
export function DeliveryLine({ delivery, named }: Props) {
  const { enterprise, registered, changes, source, at, unit, note, matter } = delivery;
  const now = useNow();
  const official = useAccount()?.kind === 'official';
  return (
    <li className={page.line}>
      <div className="grow">
        {named && (
          <Link to="/enterprises/$id" params={{ id: enterprise.id }} search={{ tab: 'changes' }} className={page.name}>
            {enterprise.name}
          </Link>
        )}
        <p>
          {registered && '新登记 '}
          {changes.map((each) => (
            <span key={each.key} className={styles.change}>
              {each.name}：{registered ? each.to : `${each.from ?? '没有数据'} → ${each.to ?? '没有数据'}`}
            </span>
          ))}
        </p>
        <p className="meta">
          {source}，{when(at, now)}
          {note && `；回执：${note}`}
        </p>
      </div>
      <div className={styles.state}>
        <span>{unit.title}</span>
        <State delivery={delivery} now={now} />
        {official && (
          <Link to="/matters/$id" params={{ id: matter.id }} className="meta">
            {matter.number}
          </Link>
        )}
      </div>
    </li>
  );
}

function State({
  delivery: { state, acknowledgedAt, dueAt },
  now,
}: {
  readonly delivery: Delivery;
  readonly now: number;
}) {
  if (state === 'acknowledged')
    return <span className={styles.done}>✓ {acknowledgedAt !== undefined && when(acknowledgedAt, now)}签收</span>;
  if (state === 'overdue') return <span className={styles.late}>■ 超期未签收</span>;
  return <span className="meta">● {dueAt === undefined ? '待签收' : `${dayText(dueAt, now)}前签收`}</span>;
}
