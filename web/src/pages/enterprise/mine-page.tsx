import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { mattersQuery } from '../../api/matters.ts';
import { MatterLines } from '../../parts/matter-table/matter-lines.tsx';
import { More } from '../../parts/paged-list.tsx';
import { Empty, Failure, Loading } from '../../parts/states.tsx';
import { useTitle } from '../../parts/use-title.ts';
import styles from './enterprise.module.css';

export function MinePage() {
  useTitle('我的诉求');
  const [closed, setClosed] = useState<'false' | 'true'>('false');
  const query = useInfiniteQuery(mattersQuery({ closed, sort: 'updated' }));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="panel">
      <div className={`spread ${styles.head}`}>
        <h1 className="page-title">我的诉求</h1>
        <Segmented
          aria-label="办理情况"
          value={closed}
          onChange={setClosed}
          options={[
            { value: 'false', label: '在办' },
            { value: 'true', label: '办完' },
          ]}
        />
      </div>
      {query.isPending && <Loading />}
      {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <NothingYet closed={closed === 'true'} />}
      <MatterLines rows={rows} to="/e/m/$id" />
      <More shown={rows.length} query={query} />
    </section>
  );
}

function NothingYet({ closed }: { readonly closed: boolean }) {
  if (closed) return <Empty title="还没有办完的">办完的诉求留在这里，可以随时查看答复和评价。</Empty>;
  return (
    <Empty
      title="没有在办的诉求"
      action={
        <Link to="/e/new">
          <Button type="primary" size="large">
            反映问题
          </Button>
        </Link>
      }
    >
      用电、用地、办证、政策没兑现……说一句话就行，一分钟提交，全程看得到谁在办。
    </Empty>
  );
}
