import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { type Grid, gridEnterprisesQuery } from '../../api/outreach.ts';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { when } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { StaffList } from './staff-list.tsx';

type Props = { readonly grid: Grid; readonly manage: boolean; readonly day: string };

export function GridRow({ grid, manage, day }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <li className={page.line} style={{ alignItems: 'flex-start' }}>
      <div style={{ width: 220 }}>
        {grid.name}
        <br />
        <Button
          type="link"
          size="small"
          style={{ padding: 0 }}
          aria-expanded={open}
          aria-label={`${grid.name}的 ${grid.enterprises} 家企业`}
          onClick={() => setOpen((was) => !was)}
        >
          {grid.enterprises}&thinsp;家企业
        </Button>
      </div>
      <StaffList grid={grid} roles={['grid-head', 'grid-officer']} manage={manage} day={day} />
      {open && <Enterprises grid={grid.id} />}
    </li>
  );
}

/** Those that nobody has seen for longest come first. */
function Enterprises({ grid }: { readonly grid: string }) {
  const query = useQuery(gridEnterprisesQuery(grid));
  const now = useNow();
  return (
    <div style={{ flexBasis: '100%' }}>
      <QueryView query={query} rows={2}>
        {(items) => (
          <ul>
            {items.map((item) => (
              <li key={item.id} className="spread" style={{ padding: '4px 0' }}>
                <Link to="/visits/log" search={{ enterprise: item.id }}>
                  {item.name}
                </Link>
                <span className="meta">
                  {item.lastVisitAt === undefined ? '还没走访过' : `上次走访 ${when(item.lastVisitAt, now)}`}
                </span>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </div>
  );
}
