import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { enterpriseQuery } from '../../api/enterprises.ts';
import { useAccount } from '../../api/session.ts';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { FactGroups } from './fact-groups.tsx';
import { RungList } from './rung-list.tsx';
import { TagList } from './tag-list.tsx';

/** 企业空间: what government knows of this enterprise, from whom and since when; what follows from it; how to object. */
export function SpacePage() {
  const id = useAccount()?.enterprise?.id;
  if (!id) return <Empty title="这个账号没有绑定企业">请用企业经办人的手机号登录。</Empty>;
  return <Space id={id} />;
}

function Space({ id }: { readonly id: string }) {
  const query = useQuery(enterpriseQuery(id));
  return (
    <Page
      title="企业空间"
      meta={`${id}。每项数据都写明来源和日期，觉得不对可以点开提出异议。`}
      actions={
        <Link to="/e/code">
          <Button size="large">出示企业码</Button>
        </Link>
      }
      narrow
    >
      <QueryView query={query}>
        {(record) => (
          <>
            <TagList tags={record.tags} />
            <FactGroups id={id} groups={record.groups} hidden={record.hidden} />
            <h2 className="section-title">梯度培育</h2>
            <RungList id={id} />
          </>
        )}
      </QueryView>
    </Page>
  );
}
