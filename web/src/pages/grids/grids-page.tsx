import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type Communities, communitiesQuery } from '../../api/outreach.ts';
import { useAccount } from '../../api/session.ts';
import { CodePicker } from '../../parts/code-picker.tsx';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayOf } from '../../parts/time.ts';
import { can } from '../../shell/permissions.ts';
import { GridRow } from './grid-row.tsx';
import { StaffList } from './staff-list.tsx';

const route = getRouteApi('/official/grids');

/** 社区和网格 on any day: who serves which enterprises, and where somebody is missing. */
export function GridsPage() {
  const filters = route.useSearch();
  const query = useQuery(communitiesQuery(filters));
  const log = (
    <Link to="/visits/log">
      <Button>走访记录</Button>
    </Link>
  );
  return (
    <Page title="社区和网格" meta={query.data && `${dayOf(query.data.day)}的人员`} actions={log}>
      <Filters />
      <QueryView query={query}>
        {(data) => (
          <>
            <Gaps gaps={data.gaps} />
            {data.communities.length > 0 ? (
              data.communities.map((community) => <Community key={community.id} community={community} day={data.day} />)
            ) : (
              <section className="panel">
                <Empty title="这里没有企业社区">换一天或换一个地区看看。</Empty>
              </section>
            )}
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Filters() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const set = (key: 'day' | 'region', value: string | undefined) => {
    const { [key]: _gone, ...rest } = filters;
    void navigate({ search: value ? { ...rest, [key]: value } : rest, replace: true });
  };
  return (
    <div className="row no-print">
      <label htmlFor="grids-day">看哪一天</label>
      <DateInput
        id="grids-day"
        value={filters.day}
        onChange={(day) => set('day', typeof day === 'string' ? day : undefined)}
      />
      <div style={{ width: 200 }}>
        <CodePicker
          list="region"
          placeholder="地区"
          {...(filters.region && { value: filters.region })}
          onChange={(region) => set('region', region)}
        />
      </div>
    </div>
  );
}

function Gaps({ gaps }: { readonly gaps: Communities['gaps'] }) {
  if (gaps.length === 0) return null;
  return (
    <div role="alert" className={page.warning}>
      <p>
        <strong>有&thinsp;{gaps.length}&thinsp;个网格没有驻企服务员</strong>，请安排人员，做到服务不断档：
      </p>
      <ul>
        {gaps.slice(0, 20).map((gap) => (
          <li key={gap.grid.id}>
            {gap.grid.name}，{dayOf(gap.day)}起
          </li>
        ))}
      </ul>
    </div>
  );
}

type CommunityProps = { readonly community: Communities['communities'][number]; readonly day: string };

function Community({ community, day }: CommunityProps) {
  const manage = can(useAccount(), 'outreach.manage');
  return (
    <section className="panel" aria-label={community.name}>
      <div className={page.line}>
        <h2 className={`${page.name} grow`}>{community.name}</h2>
        <span className="meta">
          {community.grids.length}&thinsp;个网格，{community.enterprises}&thinsp;家企业
        </span>
        <StaffList grid={community} roles={['community-head', 'community-deputy']} manage={manage} day={day} />
      </div>
      <ul>
        {community.grids.map((grid) => (
          <GridRow key={grid.id} grid={grid} manage={manage} day={day} />
        ))}
      </ul>
    </section>
  );
}
