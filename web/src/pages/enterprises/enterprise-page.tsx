import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type EnterpriseRecord, enterpriseQuery } from '../../api/enterprises.ts';
import { mattersQuery } from '../../api/matters.ts';
import { useAccount, useSite } from '../../api/session.ts';
import { MatterLines } from '../../parts/matter-table/matter-lines.tsx';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty, Failure, Loading } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { can } from '../../shell/permissions.ts';
import { CertificateList } from './certificate-list.tsx';
import { ChangeList } from './change-list.tsx';
import { FactGroups } from './fact-groups.tsx';
import { FirmPolicies } from './firm-policies.tsx';
import { RungList } from './rung-list.tsx';
import { TagList } from './tag-list.tsx';

const route = getRouteApi('/official/enterprises/$id');

/** One enterprise as an official may see it. */
export function EnterprisePage() {
  const { id } = route.useParams();
  const query = useQuery(enterpriseQuery(id));
  return <QueryView query={query}>{(record) => <Record record={record} />}</QueryView>;
}

function Record({ record }: { readonly record: EnterpriseRecord }) {
  const { tab = 'facts' } = route.useSearch();
  const navigate = route.useNavigate();
  const site = useSite();
  const account = useAccount();
  const region = site?.lists.region?.find((each) => each.code === record.region)?.title;
  const held = record.tags.filter((each) => each.until === undefined);
  return (
    <Page title={record.name} meta={[record.id, region].filter(Boolean).join('，')}>
      <Tabs
        activeKey={tab}
        onChange={(next) => void navigate({ search: next === 'facts' ? {} : { tab: next }, replace: true })}
        items={[
          {
            key: 'facts',
            label: '数据',
            children: <FactGroups id={record.id} groups={record.groups} hidden={record.hidden} />,
          },
          {
            key: 'tags',
            label: `标签 ${held.length}`,
            children: <TagList tags={record.tags} stirredAt={record.stirredAt} />,
          },
          { key: 'gradient', label: '梯度', children: <RungList id={record.id} /> },
          ...(can(account, 'policies.write')
            ? [{ key: 'policies', label: '政策', children: <FirmPolicies id={record.id} /> }]
            : []),
          {
            key: 'certificates',
            label: `证照 ${record.certificates.length}`,
            children: <CertificateList certificates={record.certificates} />,
          },
          { key: 'changes', label: '变更推送', children: <ChangeList id={record.id} /> },
          { key: 'matters', label: '事项', children: <Matters id={record.id} /> },
        ]}
        destroyOnHidden
      />
    </Page>
  );
}

function Matters({ id }: { readonly id: string }) {
  const query = useInfiniteQuery(mattersQuery({ enterprise: id, sort: 'updated' }));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="panel" aria-label="事项">
      {query.isPending && <Loading rows={3} />}
      {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && (
        <Empty title="没有您能看到的事项">这家企业的诉求、异议和走访发现的问题会列在这里。</Empty>
      )}
      <MatterLines rows={rows} to="/matters/$id" />
    </section>
  );
}
