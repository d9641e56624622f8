import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Segmented, Tag } from 'antd';
import { planQuery } from '../../api/plans.ts';
import { useAccount } from '../../api/session.ts';
import type { Plan, PlanBoardTask } from '../../api/types/index.ts';
import { dotted } from '../../parts/dotted.ts';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { can } from '../../shell/permissions.ts';
import { LampCounts } from './lamp-counts.tsx';
import { leadsOf } from './measure-now.ts';
import styles from './plan-page.module.css';
import { TagViews } from './tag-views.tsx';
import { tagsOf } from './tags.ts';
import { TaskTree } from './task-tree.tsx';
import { Unfinished } from './unfinished.tsx';
import { UnitView } from './unit-view.tsx';

const route = getRouteApi('/official/plans/$id');

/** The plan as its tree, each measure with its lamp. */
export function PlanPage() {
  const { id } = route.useParams();
  const query = useQuery(planQuery(id));
  return <QueryView query={query}>{(plan) => <Board plan={plan} />}</QueryView>;
}

function Board({ plan }: { readonly plan: Plan }) {
  const { view } = route.useSearch();
  useTitle(plan.title);
  return (
    <div className={styles.page}>
      <Head plan={plan} />
      <Unfinished plan={plan} />
      {view === 'units' ? <UnitView id={plan.id} tasks={plan.tree} /> : <Tasks plan={plan} />}
    </div>
  );
}

function Head({ plan }: { readonly plan: Plan }) {
  const { lamp, unit, view } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <header className={styles.head}>
      <div className="spread">
        <p className="meta">
          {dotted(plan.documentNumber, plan.year && `${plan.year}\u2009年度`, `${plan.measures}\u2009条措施`)}
        </p>
        <Buttons plan={plan} />
      </div>
      <div className="row">
        <h1 className="page-title">{plan.title}</h1>
        {plan.demo && <Tag>演示</Tag>}
        {plan.expired && <Tag>已过有效期</Tag>}
      </div>
      <div className="spread">
        {plan.lamps && <LampCounts id={plan.id} lamps={plan.lamps} active={lamp} />}
        <Segmented
          aria-label="怎么看"
          value={view ?? 'tree'}
          onChange={(next) => void navigate({ search: next === 'tree' ? {} : { view: next } })}
          options={[
            { value: 'tree', label: '按任务' },
            { value: 'units', label: '按单位' },
          ]}
        />
      </div>
      <TagViews plan={plan} />
      {unit && (
        <p>
          只看牵头单位为{unit}的措施&ensp;
          <AllMeasures id={plan.id} />
        </p>
      )}
    </header>
  );
}

function Tasks({ plan }: { readonly plan: Plan }) {
  const { lamp, unit, tag } = route.useSearch();
  const tasks = plan.tree.map((task) => filtered(task, { lamp, unit, tag })).filter((task) => task.measures.length > 0);
  return (
    <div className="panel">
      {tasks.length > 0 ? (
        <TaskTree tasks={tasks} />
      ) : (
        <Empty title="没有符合条件的措施" action={<AllMeasures id={plan.id} />} />
      )}
    </div>
  );
}

const AllMeasures = ({ id }: { readonly id: string }) => (
  <Link to="/plans/$id" params={{ id }} style={{ textDecoration: 'underline' }}>
    看全部措施
  </Link>
);

type Filter = {
  readonly lamp: string | undefined;
  readonly unit: string | undefined;
  readonly tag: string | undefined;
};

const filtered = (task: PlanBoardTask, { lamp, unit, tag }: Filter): PlanBoardTask => ({
  ...task,
  measures: task.measures.filter(
    (measure) =>
      (!lamp || measure.matter?.lamp === lamp) &&
      (!unit || leadsOf(measure).includes(unit)) &&
      (!tag || tagsOf(measure).includes(tag)),
  ),
});

function Buttons({ plan }: { readonly plan: Plan }) {
  const account = useAccount();
  return (
    <div className="row no-print">
      <PrintButton />
      {can(account, 'matters.export') && (
        <Button href={`/api/matters/export?plan=${encodeURIComponent(plan.id)}&format=xlsx`}>导出台账</Button>
      )}
      {plan.status === 'published' && (
        <Link to="/plans/$id/revisions" params={{ id: plan.id }}>
          <Button>历次更正</Button>
        </Link>
      )}
      {plan.status === 'published' && can(account, 'plans.write') && (
        <Link to="/plans/$id/reimport" params={{ id: plan.id }}>
          <Button>导入更正件</Button>
        </Link>
      )}
      {plan.status === 'draft' && can(account, 'plans.write') && (
        <Link to="/plans/$id/review" params={{ id: plan.id }}>
          <Button type="primary">继续核对</Button>
        </Link>
      )}
    </div>
  );
}
