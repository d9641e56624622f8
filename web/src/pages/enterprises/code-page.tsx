import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { QRCode } from 'antd';
import { type CodeScan, type Credit, liveCodeQuery, scanAddress, scansQuery } from '../../api/one-code.ts';
import { useAccount } from '../../api/session.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { when } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import styles from './code.module.css';
import { PrintedCodes } from './printed-codes.tsx';

/** 企业码: held up to whoever asks; below, who has scanned it. */
export function CodePage() {
  const enterprise = useAccount()?.enterprise;
  if (!enterprise) return <Empty title="这个账号没有绑定企业">请用企业经办人的手机号登录。</Empty>;
  return (
    <Page title="企业码" meta="扫码人按自己的身份看到不同的内容，每次扫码都有记录。" narrow>
      <LiveCode name={enterprise.name} />
      <PrintedCodes />
      <Scans />
    </Page>
  );
}

function LiveCode({ name }: { readonly name: string }) {
  const query = useQuery(liveCodeQuery);
  const now = useNow();
  return (
    <section className={`panel ${styles.live}`} aria-label="动态码">
      <h2 className={styles.name}>{name}</h2>
      <QueryView query={query} rows={5}>
        {(live) => (
          <>
            <QRCode
              type="svg"
              value={scanAddress(live)}
              size={248}
              bordered={false}
              errorLevel="M"
              status={live.expiresAt <= now ? 'expired' : 'active'}
              onRefresh={() => void query.refetch()}
            />
            <p className="meta" role="status">
              请扫码人用手机相机扫。码每分钟自动换新，截图几分钟后失效。
            </p>
            {live.credit && <Colour credit={live.credit} />}
          </>
        )}
      </QueryView>
    </section>
  );
}

/** What others see, and on what ground: only so can it be disputed. */
function Colour({ credit }: { readonly credit: Credit }) {
  return (
    <p>
      扫码的人看到：<strong>{credit.title}</strong> {credit.says}
      {credit.because.length > 0 && (
        <span className="meta">
          。依据：{credit.because.join('，')}。数据有误的，
          <Link to="/e/space" search={{ tab: 'facts' }} style={{ textDecoration: 'underline' }}>
            在企业空间里提出异议
          </Link>
        </span>
      )}
    </p>
  );
}

function Scans() {
  const query = useInfiniteQuery(scansQuery);
  const rows = query.data?.pages.flatMap((each) => each.items) ?? [];
  return (
    <section className="panel" aria-label="扫码记录">
      <h2 className={`section-title ${page.block}`}>谁扫过</h2>
      <PagedList
        query={query}
        rows={rows}
        unit="次"
        empty={<Empty title="还没有人扫过">谁在什么时候扫了码、以什么身份看，会列在这里。</Empty>}
      >
        {(each) => <ScanLine key={each.id} scan={each} />}
      </PagedList>
    </section>
  );
}

function ScanLine({ scan }: { readonly scan: CodeScan }) {
  const now = useNow();
  return (
    <li className={page.line}>
      <div className="grow">
        <span>{scan.unit ?? (scan.signedIn ? '登录用户' : '没有登录的人')}</span>
        <p className="meta">
          按{scan.views.join('、')}显示，扫的是{scan.kind === 'live' ? '动态码' : `张贴码（${scan.place ?? '已作废'}）`}
        </p>
      </div>
      <span className="meta">{when(scan.at, now)}</span>
    </li>
  );
}
