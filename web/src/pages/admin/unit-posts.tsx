import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { ChartUnit } from '../../api/administration.ts';
import { countsQuery } from '../../api/matters.ts';
import { servingQuery } from '../../api/people.ts';
import type { Person } from '../../api/types/index.ts';
import { dotted } from '../../parts/dotted.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayOf } from '../../parts/time.ts';
import { PostEndForm } from './post-end-form.tsx';
import { PostForm } from './post-form.tsx';

type Props = {
  readonly unit: string;
  readonly chart: ChartUnit | undefined;
  readonly day: string;
  readonly manage: boolean;
};

export function UnitPosts({ unit, chart, day, manage }: Props) {
  const query = useQuery(servingQuery(unit, day));
  const [adding, setAdding] = useState(false);
  return (
    <>
      <div className={page.line}>
        <div className="grow">
          <h2 className={page.name}>{chart?.name}</h2>
          {chart?.leadUnit && <p className="meta">{chart.leadUnit.name}牵头</p>}
        </div>
        <Tasks unit={unit} />
        {manage && !adding && (
          <Button className="no-print" onClick={() => setAdding(true)}>
            任职
          </Button>
        )}
      </div>
      {adding && <PostForm unit={unit} day={day} onClose={() => setAdding(false)} />}
      <QueryView query={query} rows={3}>
        {(people) =>
          people.length > 0 ? (
            <ul>
              {headsFirst(people).map((person) => (
                <Holder key={person.post?.id ?? person.id} person={person} day={day} manage={manage} />
              ))}
            </ul>
          ) : (
            <Empty title="这一天没有人任职">没有人任职的单位收不到待办，请尽快安排。</Empty>
          )
        }
      </QueryView>
    </>
  );
}

const headsFirst = (people: readonly Person[]): readonly Person[] =>
  [...people].sort((a, b) => Number(b.post?.role === 'head') - Number(a.post?.role === 'head'));

/** The door to what the unit has in hand today. */
function Tasks({ unit }: { readonly unit: string }) {
  const counts = useQuery(countsQuery({ holder: unit })).data;
  if (!counts?.total) return null;
  return (
    <Link to="/matters" search={{ holder: unit }}>
      在手事项 {figure(counts.total)} 件{counts.overdue ? `，超期 ${figure(counts.overdue)} 件` : ''}
    </Link>
  );
}

type HolderProps = { readonly person: Person; readonly day: string; readonly manage: boolean };

function Holder({ person, day, manage }: HolderProps) {
  const [ending, setEnding] = useState(false);
  const { post, section, sinceDay, untilDay } = person;
  return (
    <li className={page.line}>
      <div className="grow" style={{ minWidth: 180 }}>
        {person.name}
        <p className="meta">{dotted(section, post?.title ?? post?.roleTitle)}</p>
      </div>
      <span className="meta">
        {sinceDay && `${dayOf(sinceDay)}起`}
        {untilDay && `，到${dayOf(untilDay)}`}
      </span>
      {manage && post?.id && !untilDay && (
        <Button className="no-print" aria-expanded={ending} onClick={() => setEnding((was) => !was)}>
          离任
          <span className="sr-only">：{person.name}</span>
        </Button>
      )}
      {ending && post?.id && (
        <PostEndForm post={post.id} name={person.name} day={day} onClose={() => setEnding(false)} />
      )}
    </li>
  );
}
