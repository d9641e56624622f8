import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { UnitMonth } from '../../api/quality.ts';
import { dotted } from '../../parts/dotted.ts';
import { Lamp } from '../../parts/lamp.tsx';
import page from '../../parts/page.module.css';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

const few = 10;
const lamps = { overdue: 'overdue', shelved: 'suspended', 'in-time': 'normal' } as const;
const words = { overdue: '超期', shelved: '挂账', 'in-time': '在期限内' } as const;

export function LeftOver({ month, unit }: { readonly month: string; readonly unit: UnitMonth }) {
  const now = useNow();
  const [all, setAll] = useState(false);
  const rank = { overdue: 0, 'in-time': 1, shelved: 2 } as const;
  const sorted = [...unit.left].sort((a, b) => rank[a.state] - rank[b.state] || (a.dueAt ?? 0) - (b.dueAt ?? 0));
  return (
    <div className={page.block} id={`left-${unit.unit.id}`}>
      <h3 className="section-title">
        {unit.unit.name}&ensp;
        <Link to="/monthly/records" search={{ month, what: 'carriedOver', unit: unit.unit.id }}>
          {unit.left.length}&thinsp;件
        </Link>
      </h3>
      <ul>
        {(all ? sorted : sorted.slice(0, few)).map((one) => (
          <li key={one.id} className="row" style={{ padding: '4px 0', gap: '4px 16px' }}>
            <Lamp lamp={lamps[one.state]} word={words[one.state]} />
            <Link to="/matters/$id" params={{ id: one.id }}>
              {one.number}
              {one.title && <>&ensp;{one.title}</>}
            </Link>
            {one.dueAt !== undefined && <span className="meta">{moment(one.dueAt, now)}&thinsp;前</span>}
            <span>
              由{dotted(one.explain.unit.name, one.explain.section, one.explain.person?.name ?? '单位负责人')}说明
            </span>
          </li>
        ))}
      </ul>
      {sorted.length > few && (
        <Button type="link" style={{ padding: 0 }} aria-expanded={all} onClick={() => setAll((was) => !was)}>
          {all ? '收起' : `看全部\u2009${sorted.length}\u2009件`}
        </Button>
      )}
    </div>
  );
}
