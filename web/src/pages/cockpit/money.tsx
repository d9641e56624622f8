import { Link } from '@tanstack/react-router';
import type { Cockpit, Money as MoneyView } from '../../api/cockpit.ts';
import { useAccount } from '../../api/session.ts';
import { figure, money } from '../../parts/figures.ts';
import { can } from '../../shell/permissions.ts';
import styles from './cockpit.module.css';
import { MONEY_MEANS, MONEY_WORDS } from './money-words.ts';

type Props = { readonly cockpit: Cockpit; readonly on: string | undefined };

/** The year's money from the promise to the account it arrived in; each figure opens its payments. */
export function Money({ cockpit, on }: Props) {
  const may = can(useAccount(), 'funds.read');
  const flow = cockpit.money;
  if (!flow) return null;
  return (
    <section className={styles.box} aria-label="资金流向">
      <h2 className={styles.title}>{conclusionOf(flow)}</h2>
      <ol className={styles.flow}>
        {flow.stages.map(({ stage, amount, items }) => (
          <li key={stage} className={stage === 'returned' ? styles.aside : ''}>
            <Step
              to={may && items > 0 ? { stage, ...(on ? { on } : {}) } : undefined}
              bad={stage === 'returned' && amount > 0}
            >
              <span className={styles.label}>{MONEY_WORDS[stage]}</span>
              <strong className={styles.sum}>{money(amount)}</strong>
              <span className={styles.fine}>
                {figure(items)} 笔<span className={styles.means}>，{MONEY_MEANS[stage]}</span>
              </span>
            </Step>
          </li>
        ))}
      </ol>
      <Source flow={flow} may={may} on={on} />
    </section>
  );
}

type StepProps = {
  readonly to: { readonly stage: string; readonly on?: string } | undefined;
  readonly bad: boolean;
  readonly children: React.ReactNode;
};

function Step({ to, bad, children }: StepProps) {
  const name = `${styles.door} ${bad ? styles.red : ''}`;
  if (!to) return <span className={name}>{children}</span>;
  return (
    <Link to="/cockpit/money" search={to} className={name}>
      {children}
    </Link>
  );
}

function conclusionOf({ year, stages, days }: MoneyView): string {
  const arrived = stages.find((each) => each.stage === 'arrived')?.amount ?? 0;
  const said = `${year} 年涉企资金已到账 ${money(arrived)}`;
  return days ? `${said}，一般 ${figure(days.median, 0)} 天到账` : said;
}

type SourceProps = { readonly flow: MoneyView; readonly may: boolean; readonly on: string | undefined };

function Source({ flow: { year, budget, days }, may, on }: SourceProps) {
  const lines = `当年预算 ${money(budget)}`;
  return (
    <p className={styles.fine}>
      {may ? (
        <Link to="/funds" search={{ year: String(year) }}>
          {lines}
        </Link>
      ) : (
        lines
      )}
      ，按资金台分录计。
      {days && (
        <>
          天数从申报起算（没有申报的从承诺），为{' '}
          <Arrived may={may && days.items > 0} on={on}>
            {figure(days.items)} 笔
          </Arrived>
          的中位数，最慢 {figure(days.slowest, 0)} 天。
        </>
      )}
    </p>
  );
}

type ArrivedProps = { readonly may: boolean; readonly on: string | undefined; readonly children: React.ReactNode };

function Arrived({ may, on, children }: ArrivedProps) {
  if (!may) return children;
  return (
    <Link to="/cockpit/money" search={{ stage: 'arrived', ...(on ? { on } : {}) }}>
      {children}
    </Link>
  );
}
