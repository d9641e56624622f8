import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { type Consent, consentsQuery, readsQuery, withdrawConsent } from '../../api/consents.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { PagedList } from '../../parts/paged-list.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty, Failure } from '../../parts/states.tsx';
import { dayOf, dayText, when } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { ConsentForm } from './consent-form.tsx';

/** 授权: whom this enterprise lets see its sensitive data, and who has looked. */
export function ConsentList() {
  const query = useQuery(consentsQuery);
  const [open, setOpen] = useState(false);
  return (
    <>
      <section className="panel" aria-label="授权">
        <div className={page.block}>
          <p className="meta">
            敏感数据只有归口岗位能看。其他单位办事需要时，由您授权看哪几项、用来做什么、到哪天为止；随时可以收回。
          </p>
          {!open && (
            <Button size="large" style={{ marginTop: 12 }} onClick={() => setOpen(true)}>
              新增授权
            </Button>
          )}
          {open && query.data && <ConsentForm {...query.data} onDone={() => setOpen(false)} />}
        </div>
        <QueryView query={query} rows={2}>
          {({ items }) => (
            <ul>
              {items.map((each) => (
                <Line key={each.id} consent={each} />
              ))}
            </ul>
          )}
        </QueryView>
      </section>
      <Reads />
    </>
  );
}

function Line({
  consent: { id, unit, facts, purpose, grantedAt, until, withdrawnAt, holds },
}: {
  readonly consent: Consent;
}) {
  const now = useNow();
  const withdraw = useSend(withdrawConsent, ['consents']);
  return (
    <li className={page.line}>
      <div className="grow">
        <span className={page.name}>{unit.title}</span>
        <p>{facts.map((each) => each.name).join('、')}</p>
        <p className="meta">
          用于{purpose}；{dayText(grantedAt, now)}授权，
          {withdrawnAt !== undefined
            ? `${dayText(withdrawnAt, now)}收回`
            : `${dayOf(until)}${holds ? '到期' : '已到期'}`}
        </p>
        {withdraw.error && <Failure error={withdraw.error} />}
      </div>
      {holds && (
        <Popconfirm
          title="收回授权？"
          description="收回后对方立刻看不到。"
          okText="收回"
          cancelText="不收回"
          onConfirm={() => withdraw.mutate({ id })}
        >
          <Button loading={withdraw.isPending}>收回</Button>
        </Popconfirm>
      )}
    </li>
  );
}

function Reads() {
  const query = useInfiniteQuery(readsQuery);
  const now = useNow();
  const rows = query.data?.pages.flatMap((each) => each.items) ?? [];
  return (
    <section className="panel" aria-label="查看记录">
      <h2 className={`section-title ${page.block}`}>谁看过敏感数据</h2>
      <PagedList query={query} rows={rows} unit="次" empty={<Empty title="还没有人看过">每次查看都会记在这里。</Empty>}>
        {(each) => (
          <li key={each.id} className={page.line}>
            <span className="grow">{each.unit ?? '系统'}</span>
            <span className="meta">
              {each.byConsent ? '凭您的授权' : '凭岗位权限'}，{when(each.at, now)}
            </span>
          </li>
        )}
      </PagedList>
    </section>
  );
}
