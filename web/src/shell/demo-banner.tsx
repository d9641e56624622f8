import { Button } from 'antd';
import { useDemoClock, useSite } from '../api/session.ts';
import { moment } from '../parts/time.ts';
import { useNow } from '../parts/use-now.ts';
import styles from './demo-banner.module.css';

const steps = [
  { label: '+1\u2009小时', step: { advanceMinutes: 60 } },
  { label: '+1\u2009工作日', step: { advanceWorkingDays: 1 } },
  { label: '+5\u2009工作日', step: { advanceWorkingDays: 5 } },
] as const;

/** Under a permanent banner the visitor moves the clock and sees reminders and breaches happen. */
export function DemoBanner() {
  const site = useSite();
  const now = useNow();
  const clock = useDemoClock();
  if (!site?.tenant.demo) return null;
  return (
    <section className={`demo-banner ${styles.banner}`} aria-label="演示环境">
      <span>
        <strong>{site.banner ?? '演示环境'}</strong>
        <span className={styles.long}>，企业与人员均为虚构</span>
      </span>
      <span className="row">
        <span className={styles.clock}>
          时钟&ensp;<time dateTime={new Date(now).toISOString()}>{moment(now, now)}</time>
        </span>
        {steps.map(({ label, step }) => (
          <Button key={label} size="small" disabled={clock.isPending} onClick={() => clock.mutate(step)}>
            {label}
          </Button>
        ))}
      </span>
    </section>
  );
}
