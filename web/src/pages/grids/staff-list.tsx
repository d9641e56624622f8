import { Button } from 'antd';
import { useState } from 'react';
import type { Grid, GridStaff } from '../../api/outreach.ts';
import { dayOf } from '../../parts/time.ts';
import { HandOver } from './hand-over.tsx';
import { Join } from './join.tsx';

type Props = {
  readonly grid: Grid;
  readonly roles: readonly string[];
  readonly manage: boolean;
  readonly day: string;
};

/** Who serves here, since when; the office hands over or adds somebody. */
export function StaffList({ grid, roles, manage, day }: Props) {
  const [leaving, setLeaving] = useState<GridStaff>();
  const [joining, setJoining] = useState(false);
  return (
    <div className="grow" style={{ minWidth: 260 }}>
      <ul className="row" style={{ gap: '4px 24px' }}>
        {grid.staff.map((one) => (
          <li key={one.id}>
            <span className="meta">{one.roleTitle}</span> {one.person.name}
            <span className="meta">&ensp;{dayOf(one.sinceDay)}起</span>
            {manage && (
              <Button
                type="link"
                size="small"
                className="no-print"
                aria-label={`${grid.name}${one.person.name}离任交接`}
                onClick={() => setLeaving(one)}
              >
                交接
              </Button>
            )}
          </li>
        ))}
        {grid.staff.length === 0 && <li>暂无人员</li>}
        {manage && (
          <li className="no-print">
            <Button
              size="small"
              aria-label={`给${grid.name}安排人员`}
              aria-expanded={joining}
              onClick={() => setJoining((was) => !was)}
            >
              安排人员
            </Button>
          </li>
        )}
      </ul>
      {leaving && <HandOver grid={grid.id} staff={leaving} day={day} onClose={() => setLeaving(undefined)} />}
      {joining && <Join grid={grid.id} roles={roles} day={day} onClose={() => setJoining(false)} />}
    </div>
  );
}
