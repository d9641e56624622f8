import { Button } from 'antd';
import { useAccount, useDemoClock, useSite } from '../api/session.ts';
import { moment, when } from '../parts/time.ts';
import { useNarrow } from '../parts/use-narrow.ts';
import { useNow } from '../parts/use-now.ts';
import styles from './demo-banner.module.css';
import { can } from './permissions.ts';

const steps = [
  { count: '+1', unit: '小时', short: '时', step: { advanceMinutes: 60 } },
  { count: '+1', unit: '工作日', short: '日', step: { advanceWorkingDays: 1 } },
  { count: '+5', unit: '工作日', short: '日', step: { advanceWorkingDays: 5 } },
] as const;

/** Under a permanent banner the visitor moves the clock and sees reminders and breaches happen. */
export function DemoBanner() {
  const site = useSite();
  const now = useNow();
  const clock = useDemoClock();
  const may = can(useAccount(), 'demo.clock');
  const narrow = useNarrow();
  if (!site?.tenant.demo) return null;
  return (
    <section className={`demo-banner ${styles.banner}`} aria-label="演示环境">
      <span>
        <strong>演示环境</strong>
        <span className={styles.long}>{bannerRest(site.banner)}</span>
      </span>
      <span className={styles.tools}>
        <span className={styles.clock}>
          <span className={styles.long}>时钟&ensp;</span>
          <time dateTime={new Date(now).toISOString()}>
            {narrow ? when(now, now + 2 * 86_400_000) : moment(now, now)}
          </time>
        </span>
        {may &&
          steps.map(({ count, unit, short, step }) => (
            <Button
              key={count + unit}
              ghost
              size="small"
              disabled={clock.isPending}
              title={`时钟前进 ${count.slice(1)} 个${unit}`}
              onClick={() => clock.mutate(step)}
            >
              {count}&thinsp;{narrow ? short : unit}
            </Button>
          ))}
      </span>
    </section>
  );
}

/** The site's own words after the two that always stand there. */
function bannerRest(banner: string | undefined): string {
  const rest = banner?.replace(/^演示环境[：，]?/, '') ?? '';
  return rest ? `：${rest}` : '';
}
