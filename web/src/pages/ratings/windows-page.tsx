import { useQuery } from '@tanstack/react-query';
import { Button, QRCode } from 'antd';
import { useState } from 'react';
import { windowsQuery } from '../../api/ratings.ts';
import { useAccount } from '../../api/session.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { can } from '../../shell/permissions.ts';
import { RecordForm } from './record-form.tsx';
import { WindowForm } from './window-form.tsx';

/** What is stuck on the counter: print, cut, done. */
export function RatingWindowsPage() {
  const query = useQuery(windowsQuery);
  const account = useAccount();
  const [doing, setDoing] = useState<'add' | 'record'>();
  const close = (): void => setDoing(undefined);
  return (
    <Page
      title="评价窗口和二维码"
      meta="打印后贴在窗口；扫码即评，不用登录"
      actions={
        <>
          <PrintButton />
          {can(account, 'ratings.record') && <Button onClick={() => setDoing('record')}>登记电话、柜台评价</Button>}
          {can(account, 'ratings.manage') && (
            <Button type="primary" onClick={() => setDoing('add')}>
              登记窗口
            </Button>
          )}
        </>
      }
    >
      {doing === 'add' && <WindowForm onClose={close} />}
      {doing === 'record' && <RecordForm windows={query.data?.items ?? []} onClose={close} />}
      <QueryView query={query}>
        {({ items }) => (
          <section className="panel">
            {items.length === 0 && <p className={page.line}>还没有登记窗口。</p>}
            {items.map((each) => {
              const address = `${window.location.origin}/rate/${each.id}`;
              return (
                <div key={each.id} className={page.line}>
                  <QRCode
                    value={address}
                    size={112}
                    type="svg"
                    bordered={false}
                    aria-label={`${each.title}的评价二维码`}
                  />
                  <div>
                    <div className={page.name}>{each.item}</div>
                    <div className="meta">
                      {each.hall} · {each.title} · {each.unit.name}
                    </div>
                    <a href={address}>{address}</a>
                  </div>
                </div>
              );
            })}
          </section>
        )}
      </QueryView>
    </Page>
  );
}
