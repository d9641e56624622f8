import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { reformVotesQuery } from '../../api/reforms.ts';
import { figure } from '../../parts/figures.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

/** Who gave what and when, and who stepped aside; read when opened. */
export function Votes({ id }: { readonly id: string }) {
  const now = useNow();
  const [open, setOpen] = useState(false);
  const query = useQuery({ ...reformVotesQuery(id), enabled: open });
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>评分记录</summary>
      {open && (
        <QueryView query={query}>
          {(votes) => (
            <ul style={{ margin: '8px 0 0', paddingLeft: 20 }}>
              {votes.map((each) => (
                <li key={`${each.judge} ${each.at}`}>
                  {each.judge} {each.score === null ? '回避' : `${figure(each.score, 0)} 分`}
                  {each.note && `：${each.note}`}
                  <span className="meta"> {moment(each.at, now)}</span>
                </li>
              ))}
              {votes.length === 0 && <li className="meta">还没有人打分</li>}
            </ul>
          )}
        </QueryView>
      )}
    </details>
  );
}
