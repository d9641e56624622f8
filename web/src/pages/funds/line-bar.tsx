import type { Balances } from '../../api/funds.ts';
import { money, share } from '../../parts/figures.ts';
import { ACCOUNT_WORDS, BAR } from './fund-words.ts';
import styles from './funds.module.css';

/** Where the money of a line stands, as one bar with its words. */
export function LineBar({ balances, words = false }: { readonly balances: Balances; readonly words?: boolean }) {
  const whole = -balances.granted;
  const parts = BAR.filter((each) => balances[each] > 0);
  const text = parts.map((each) => `${ACCOUNT_WORDS[each]} ${money(balances[each])}`).join('，');
  return (
    <div>
      <div className={styles.bar} role="img" aria-label={text || '尚未下达预算'}>
        {whole > 0 &&
          parts.map((each) => (
            <span
              key={each}
              className={styles[each]}
              style={{ width: `${(100 * balances[each]) / whole}%` }}
              title={`${ACCOUNT_WORDS[each]} ${money(balances[each])}，${share(balances[each], whole)}`}
            />
          ))}
      </div>
      {words && (
        <p className={styles.key}>
          {parts.map((each) => (
            <span key={each}>
              <i className={styles[each]} />
              {ACCOUNT_WORDS[each]}&thinsp;{money(balances[each])}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
