import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type EnterpriseRecord, enterpriseQuery } from '../../api/enterprises.ts';
import { useAccount } from '../../api/session.ts';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { CertificateList } from './certificate-list.tsx';
import { ChangeList } from './change-list.tsx';
import { ConsentList } from './consent-list.tsx';
import styles from './enterprises.module.css';
import { FactGroups } from './fact-groups.tsx';
import { NoticeList } from './notice-list.tsx';
import { RungList } from './rung-list.tsx';
import { SpaceDoors } from './space-doors.tsx';
import { TagList } from './tag-list.tsx';

const route = getRouteApi('/e/space');

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
      <SpaceDoors />
      <QueryView query={query}>{(record) => <Drawers record={record} />}</QueryView>
    </Page>
  );
}

function Drawers({ record }: { readonly record: EnterpriseRecord }) {
  const { tab = 'facts' } = route.useSearch();
  const navigate = route.useNavigate();
  const { id, groups, hidden, tags, certificates } = record;
  const urgent = certificates.filter((each) => each.state === 'expiring' || each.state === 'expired').length;
  return (
    <Tabs
      activeKey={tab}
      onChange={(next) => void navigate({ search: next === 'facts' ? {} : { tab: next }, replace: true })}
      className={styles.drawers}
      items={[
        {
          key: 'facts',
          label: '数据',
          children: (
            <div className="stack">
              <TagList tags={tags} stirredAt={record.stirredAt} />
              <FactGroups id={id} groups={groups} hidden={hidden} />
            </div>
          ),
        },
        {
          key: 'certificates',
          label: urgent > 0 ? `证照 ▲${urgent}` : '证照',
          children: <CertificateList certificates={certificates} />,
        },
        { key: 'gradient', label: '梯度', children: <RungList id={id} /> },
        { key: 'notices', label: '通知', children: <NoticeList /> },
        {
          key: 'consents',
          label: '授权',
          children: (
            <div className="stack">
              <ConsentList />
            </div>
          ),
        },
        { key: 'changes', label: '变更', children: <ChangeList id={id} /> },
      ]}
      destroyOnHidden
    />
  );
}
