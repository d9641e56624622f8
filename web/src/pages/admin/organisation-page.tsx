import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Input, Tree } from 'antd';
import { useState } from 'react';
import { type ChartUnit, chartQuery } from '../../api/administration.ts';
import { useAccount } from '../../api/session.ts';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayOf } from '../../parts/time.ts';
import { useNarrow } from '../../parts/use-narrow.ts';
import { can } from '../../shell/permissions.ts';
import styles from './organisation.module.css';
import { UnitPosts } from './unit-posts.tsx';

const route = getRouteApi('/official/organisation');

/** The chart on any day at the left; the posts of one unit, and their hand-over, at the right. */
export function OrganisationPage() {
  const { day, unit } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(chartQuery(day));
  const manage = can(useAccount(), 'registry.manage');
  const narrow = useNarrow();
  const set = (next: { day?: string; unit?: string }) => void navigate({ search: { ...(day && { day }), ...next } });
  return (
    <Page title="机构和岗位" meta={query.data && `${dayOf(query.data.day)}的机构`}>
      <div className="row no-print">
        <label htmlFor="chart-day">看哪一天</label>
        <DateInput
          id="chart-day"
          value={day}
          onChange={(next) =>
            void navigate({ search: { ...(typeof next === 'string' && { day: next }), ...(unit && { unit }) } })
          }
        />
      </div>
      <QueryView query={query}>
        {({ nodes, day: on }) => (
          <div className={styles.columns}>
            <Chart nodes={nodes} unit={unit} onUnit={(id) => set({ unit: id })} />
            {/* On a phone what was chosen stands above the long chart. */}
            <section className="panel" aria-label="岗位和人员" style={{ order: narrow && unit ? -1 : 0 }}>
              {unit ? (
                <UnitPosts key={unit} unit={unit} chart={find(nodes, unit)} day={on} manage={manage} />
              ) : (
                <Empty title="选一个单位">从机构图里选，看它那一天有哪些岗位、谁在任，办理任职和离任交接。</Empty>
              )}
            </section>
          </div>
        )}
      </QueryView>
    </Page>
  );
}

type ChartProps = {
  readonly nodes: readonly ChartUnit[];
  readonly unit: string | undefined;
  readonly onUnit: (id: string) => void;
};

function Chart({ nodes, unit, onUnit }: ChartProps) {
  const [q, setQ] = useState('');
  const shown = q ? nodes.flatMap((node) => matching(node, q)) : nodes;
  return (
    <section className="panel panel-pad" aria-label="机构图">
      <Input
        aria-label="在机构图里找"
        placeholder="在机构图里找"
        value={q}
        onChange={(event) => setQ(event.target.value.trim())}
      />
      <Tree
        key={q}
        blockNode
        defaultExpandedKeys={unit ? [unit] : nodes.map((node) => node.id)}
        defaultExpandAll={q !== ''}
        autoExpandParent
        selectedKeys={unit ? [unit] : []}
        treeData={shown.map(treeNode)}
        onSelect={([key]) => key !== undefined && onUnit(String(key))}
        style={{ marginTop: 8 }}
      />
    </section>
  );
}

type TreeNode = { readonly key: string; readonly title: string; children: TreeNode[] };
const treeNode = (unit: ChartUnit): TreeNode => ({
  key: unit.id,
  title: unit.name,
  children: unit.children.map(treeNode),
});

/** A unit that matches, or the way down to those that do. */
function matching(unit: ChartUnit, q: string): ChartUnit[] {
  if (unit.name.includes(q)) return [unit];
  const children = unit.children.flatMap((child) => matching(child, q));
  return children.length > 0 ? [{ ...unit, children }] : [];
}

function find(nodes: readonly ChartUnit[], id: string): ChartUnit | undefined {
  for (const node of nodes) {
    const found = node.id === id ? node : find(node.children, id);
    if (found) return found;
  }
  return undefined;
}
