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
import { TakeEnterprise } from './take-enterprise.tsx';

type Props = { readonly grid: Grid; readonly manage: boolean; readonly day: string };

export function GridRow({ grid, manage, day }: Props) {
  const [open, setOpen] = useState(false);
  const [taking, setTaking] = useState(false);
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
      {open && (
        <div style={{ flexBasis: '100%' }}>
          <Enterprises grid={grid.id} />
          {manage && !taking && (
            <Button size="small" className="no-print" onClick={() => setTaking(true)}>
              划入企业<span className="sr-only">：{grid.name}</span>
            </Button>
          )}
          {taking && <TakeEnterprise grid={grid.id} day={day} onClose={() => setTaking(false)} />}
        </div>
      )}
    </li>
  );
}

/** Those that nobody has seen for longest come first. */
function Enterprises({ grid }: { readonly grid: string }) {
  const query = useQuery(gridEnterprisesQuery(grid));
  const now = useNow();
  return (
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
  );
}
