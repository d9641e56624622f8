import type { Certificate } from '../../api/enterprises.ts';
import page from '../../parts/page.module.css';
import { Empty } from '../../parts/states.tsx';
import { dayNumber, dayOf } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import styles from './changes.module.css';
import { sourceWords } from './fact-groups.tsx';

/** 证照: what is held and until when; what ends first stands first. */
export function CertificateList({ certificates }: { readonly certificates: readonly Certificate[] }) {
  return (
    <section className="panel" aria-label="证照">
      {certificates.length === 0 && (
        <Empty title="没有证照数据">许可部门报送后会列在这里，到期前九十天、三十天、七天各提醒一次。</Empty>
      )}
      <ul>
        {certificates.map((each) => (
          <Line key={each.id} certificate={each} />
        ))}
      </ul>
    </section>
  );
}

function Line({ certificate: { title, state, until, source } }: { readonly certificate: Certificate }) {
  const now = useNow();
  const left = until === undefined ? 0 : Date.parse(until) / 86_400_000 - dayNumber(now);
  return (
    <li className={page.line}>
      <div className="grow">
        <span className={page.name}>{title}</span>
        <p className="meta">{source ? sourceWords(source) : ''}</p>
      </div>
      <div className={styles.state}>
        {until !== undefined && <span>{dayOf(until)}止</span>}
        {state === 'expired' && <span className={styles.late}>■ 已过期 {-left} 天</span>}
        {state === 'expiring' && <span className={styles.soon}>▲ 还剩 {left} 天</span>}
        {state === 'valid' && <span className={styles.done}>● 有效</span>}
        {state === 'undated' && <span className="meta">● 在册，没有有效期数据</span>}
      </div>
    </li>
  );
}
