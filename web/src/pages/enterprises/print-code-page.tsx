import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, QRCode } from 'antd';
import { printedCodesQuery, scanAddress } from '../../api/one-code.ts';
import { useAccount, useSite } from '../../api/session.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayText } from '../../parts/time.ts';
import { useTitle } from '../../parts/use-title.ts';
import styles from './code.module.css';

const route = getRouteApi('/e/code/$serial');

/** One sheet for the wall: name, code, what it is for, until when. */
export function PrintCodePage() {
  const { serial } = route.useParams();
  const query = useQuery(printedCodesQuery);
  const enterprise = useAccount()?.enterprise;
  const site = useSite();
  useTitle('打印企业码');
  return (
    <QueryView query={query}>
      {(items) => {
        const code = items.find((each) => each.serial === serial);
        if (!code || code.revokedAt !== undefined) return <Empty title="没有这张张贴码">它可能已经作废。</Empty>;
        return (
          <section className={`panel ${styles.sheet}`} aria-label="张贴码">
            <h1 className={styles.sheetName}>{enterprise?.name}</h1>
            <p className="meta">{enterprise?.id}</p>
            <QRCode type="svg" value={scanAddress(code)} size={360} bordered={false} errorLevel="Q" />
            <p className={styles.sheetTitle}>一码通服</p>
            <p>用手机相机扫码，可看登记状态和信用，工作人员登录后可看职责内的信息。</p>
            <p className="meta">
              {code.place}，有效至{dayText(code.expiresAt)}，{site?.tenant.name}营商环境工作平台签发，扫码留痕
            </p>
            <Button className="no-print" type="primary" size="large" onClick={() => window.print()}>
              打印
            </Button>
          </section>
        );
      }}
    </QueryView>
  );
}
