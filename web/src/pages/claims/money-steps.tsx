import type { Claim } from '../../api/claims.ts';
import { money } from '../../parts/figures.ts';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import styles from './claims.module.css';

/** From filing to arrival, with what is still ahead in words. */
export function MoneySteps({ claim }: { readonly claim: Claim }) {
  const now = useNow();
  const { filedAt, decidedAt, status, byRule, money: m } = claim;
  const granted = status.code === 'approved';
  const steps: readonly (readonly [string, string | undefined])[] = [
    ['申领', moment(filedAt, now)],
    ['决定', decidedAt === undefined ? undefined : `${moment(decidedAt, now)}${byRule ? '，规则当场决定' : ''}`],
    ...(granted
      ? ([
          ['安排资金', m.promisedAt === undefined ? m.unpromised : moment(m.promisedAt, now)],
          ['送付银行', m.sentAt === undefined ? undefined : moment(m.sentAt, now)],
          [
            m.advance === undefined ? '到账' : `预拨 ${money(m.advance)} 到账`,
            m.arrivedAt === undefined ? m.returned && `银行退回：${m.returned}` : moment(m.arrivedAt, now),
          ],
        ] as const)
      : []),
    ...(granted && m.advance !== undefined
      ? ([['清算', m.settled && `${m.settled.title}，${moment(m.settled.at, now)}，${m.settled.why}`]] as const)
      : []),
    ...(m.owed !== undefined || m.settled?.how === 'recovered'
      ? ([['退回', m.owed === undefined ? '已全部退回' : `■ 还应退回 ${money(m.owed)}`]] as const)
      : []),
  ];
  return (
    <ol className={styles.steps}>
      {steps.map(([title, said]) => (
        <li key={title}>
          <span>{title}</span>
          <span className={said ? undefined : 'meta'}>{said ?? '还没有到这一步'}</span>
        </li>
      ))}
    </ol>
  );
}
