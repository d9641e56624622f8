import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type Scanned, scanQuery } from '../../api/one-code.ts';
import { useAccount } from '../../api/session.ts';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Failure } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import styles from './code.module.css';

const route = getRouteApi('/one-code/c/$code');

/** What a camera opens: whether the code is genuine, and what this scanner may see. */
export function ScanPage() {
  const { code } = route.useParams();
  const account = useAccount();
  // Whoever signs in after scanning sees more: the page asks again as that person.
  const query = useQuery({ ...scanQuery(code, account?.id ?? ''), enabled: account !== undefined });
  return (
    <QueryView
      query={query}
      rows={4}
      failed={(error) => (
        <Page title="企业码" narrow>
          <section className={`panel ${styles.void}`}>
            <Failure error={error} />
          </section>
        </Page>
      )}
    >
      {(seen) => <Seen seen={seen} signedIn={Boolean(account)} back={`/c/${code}`} />}
    </QueryView>
  );
}

type Props = { readonly seen: Scanned; readonly signedIn: boolean; readonly back: string };

function Seen({ seen, signedIn, back }: Props) {
  const now = useNow();
  return (
    <Page title={seen.name} meta={seen.id} narrow>
      <Genuine seen={seen} now={now} />
      <section className="panel" aria-label="登记和信用">
        <dl className={styles.facts}>
          {seen.openMatters !== undefined && (
            <div>
              <dt>在办事项</dt>
              <dd>{seen.openMatters} 件</dd>
            </div>
          )}
          {seen.facts.map((each) => (
            <div key={each.key}>
              <dt>{each.name}</dt>
              <dd>{each.shown}</dd>
            </div>
          ))}
        </dl>
        {seen.tags && seen.tags.length > 0 && (
          <p className={styles.tags}>标签：{seen.tags.map((each) => each.title).join('、')}</p>
        )}
      </section>
      <p className="meta">
        按{seen.as.map((each) => each.title).join('、')}身份显示。这次扫码已记录，企业可以看到扫码时间和单位。
      </p>
      {seen.mayOpen && (
        <Link to="/enterprises/$id" params={{ id: seen.id }}>
          <Button type="primary" size="large" block>
            打开企业档案
          </Button>
        </Link>
      )}
      {!signedIn && (
        <p>
          <Link to="/sign-in" search={{ back }}>
            工作人员登录
          </Link>
          <span className="meta">，可看职责内的信息</span>
        </p>
      )}
    </Page>
  );
}

const COLOURS = { blue: styles.blue, green: styles.green, yellow: styles.yellow, red: styles.red };

function Genuine({ seen, now }: { readonly seen: Scanned; readonly now: number }) {
  const { credit } = seen;
  return (
    <section className={`panel ${styles.genuine} ${credit ? COLOURS[credit.id] : ''}`} aria-label="核验结果">
      <p className={styles.verdict}>{credit ? credit.title : '核验通过'}</p>
      {credit && (
        <p>
          {credit.says}
          {credit.because.length > 0 ? (
            <span className="meta"> 依据：{credit.because.join('，')}</span>
          ) : (
            credit.id !== 'green' && <span className="meta"> 依据是企业的数据，企业自己和有权的部门可以看到</span>
          )}
        </p>
      )}
      <p className="meta">
        签名核验通过，{moment(seen.checkedAt, now)}，{seen.kind === 'live' ? '动态码' : '张贴码'}
        {credit?.assumed && '；颜色规则由各地自定'}
      </p>
    </section>
  );
}
