import { Link } from '@tanstack/react-router';
import type { Cockpit } from '../../api/cockpit.ts';
import type { Lamp as LampName } from '../../api/types/index.ts';
import { figure } from '../../parts/figures.ts';
import { Lamp } from '../../parts/lamp.tsx';
import { plusDays } from '../../parts/time.ts';
import styles from './cockpit.module.css';
import { recordsSearch } from './door.ts';

type Props = { readonly cockpit: Cockpit; readonly on: string | undefined };
const lamps: readonly LampName[] = ['overdue', 'near', 'normal', 'suspended', 'done'];

/** The lamps of each plan in force; a lamp opens its measures. */
export function PlanLamps({ cockpit, on }: Props) {
  if (cockpit.plans.length === 0) return null;
  const late = cockpit.plans.reduce((sum, each) => sum + each.lamps.overdue, 0);
  return (
    <section className={styles.box} aria-label="计划">
      <h2 className={styles.title}>{late > 0 ? `计划有 ${figure(late)} 项超期` : '计划没有超期'}</h2>
      <ul>
        {cockpit.plans.map((plan) => (
          <li key={plan.id} className={styles.plan}>
            <Link to="/plans/$id" params={{ id: plan.id }} className={styles.planTitle}>
              {plan.title}
            </Link>
            <span className={styles.lamps}>
              {lamps.map((lamp) =>
                plan.lamps[lamp] === 0 ? null : (
                  <Link
                    key={lamp}
                    data-lamp={lamp}
                    to="/cockpit/records"
                    search={recordsSearch({ what: lamp, plan: plan.id, on })}
                  >
                    <Lamp lamp={lamp} word={`${lampShort[lamp]} ${figure(plan.lamps[lamp])}`} />
                  </Link>
                ),
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const lampShort: Readonly<Record<LampName, string>> = {
  overdue: '超期',
  near: '临期',
  normal: '正常',
  suspended: '暂停',
  done: '办结',
};

/** Who has what is late. */
export function LateUnits({ cockpit, on }: Props) {
  const late = cockpit.units.filter((each) => each.overdue > 0 || each.near > 0);
  if (late.length === 0) return null;
  const most = Math.max(1, ...late.map((each) => each.overdue + each.near));
  return (
    <section className={styles.box} aria-label="责任单位">
      <h2 className={styles.title}>超期主要在这些单位</h2>
      <ul>
        {late.map(({ unit, overdue, near }) => (
          <li key={unit.id} className={styles.unit}>
            <Link to="/cockpit/records" search={recordsSearch({ what: 'open', unit: unit.id, on })}>
              {unit.name}
            </Link>
            <span className={styles.meter} aria-hidden="true">
              <i className={styles.meterRed} style={{ width: `${(100 * overdue) / most}%` }} />
              <i className={styles.meterGrey} style={{ width: `${(100 * near) / most}%` }} />
            </span>
            <span className={styles.fine}>
              <Link to="/cockpit/records" search={recordsSearch({ what: 'overdue', unit: unit.id, on })}>
                超期 {figure(overdue)}
              </Link>
              {' · '}
              <Link to="/cockpit/records" search={recordsSearch({ what: 'near', unit: unit.id, on })}>
                临期 {figure(near)}
              </Link>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What firms complain of most, beside the thirty days before. */
export function Causes({ cockpit, on }: Props) {
  const [first] = cockpit.causes;
  if (!first) return null;
  const most = Math.max(1, ...cockpit.causes.map((each) => Math.max(each.count, each.before)));
  return (
    <section className={`${styles.box} ${styles.causes}`} aria-label="共性问题">
      <h2 className={styles.title}>近 30 天反映最多：{first.category.title}</h2>
      <ul>
        {cockpit.causes.map(({ category, count, before }) => (
          <li key={category.code} className={styles.unit}>
            <Filed category={category.code} on={on}>
              {category.title}
            </Filed>
            <span className={styles.meter} aria-hidden="true">
              <i className={styles.meterBlue} style={{ width: `${(100 * count) / most}%` }} />
            </span>
            <span className={styles.fine}>
              {figure(count)} 件，
              <Filed category={category.code} on={plusDays(cockpit.on, -30)}>
                前 30 天 {figure(before)}
              </Filed>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type FiledProps = { readonly category: string; readonly on: string | undefined; readonly children: React.ReactNode };

/** What was filed of this kind in the thirty days up to a day. */
const Filed = ({ category, on, children }: FiledProps) => (
  <Link
    to="/indicators/$id/records"
    params={{ id: 'appeal-filed' }}
    search={{ period: '30d', category, ...(on ? { on } : {}) }}
  >
    {children}
  </Link>
);
