import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { type FillTask, fillTasksQuery, fillTemplateUrl } from '../../api/collect.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayText } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { FillForm } from './fill-form.tsx';
import { ImportBox } from './import-box.tsx';

/** What my unit has to state: one by one on the page, or all at once in a table. */
export function FillTasksPage() {
  const query = useQuery(fillTasksQuery);
  const [opened, setOpened] = useState<string>();
  const [done, setDone] = useState<string>();
  const open = query.data?.items ?? [];
  return (
    <Page
      title="本单位待填报"
      meta="有数填数；没有数也要说明是不适用、未统计、尚未发布还是依法不公开。报送后由另一单位核验。"
      actions={open.length > 0 ? <Button href={fillTemplateUrl}>下载填报表</Button> : undefined}
      narrow
    >
      {done && (
        <div className="panel panel-pad" role="status">
          {done} 已报送，等另一单位核验；核验入库或退回都会通知您。
        </div>
      )}
      {open.length > 0 && <ImportBox />}
      <section className="panel" aria-label="待填报的指标">
        <QueryView query={query}>
          {({ items, next }) =>
            items.length === 0 ? (
              <Empty title="没有待填报的指标">布置给本单位的指标会列在这里，也会通知到联络员。</Empty>
            ) : (
              <ul>
                {items.map((each) => (
                  <Task
                    key={each.id}
                    task={each}
                    opened={opened === each.id}
                    onOpen={() => setOpened((was) => (was === each.id ? undefined : each.id))}
                    onDone={() => setDone(each.number)}
                  />
                ))}
                {next && <li className={page.line}>只列最急的 200 项，其余在填报表里。</li>}
              </ul>
            )
          }
        </QueryView>
      </section>
    </Page>
  );
}

type Props = {
  readonly task: FillTask;
  readonly opened: boolean;
  readonly onOpen: () => void;
  readonly onDone: () => void;
};

function Task({ task, opened, onOpen, onDone }: Props) {
  const now = useNow();
  return (
    <li className={page.line}>
      <div className="grow" style={{ minWidth: 220 }}>
        <Link to="/matters/$id" params={{ id: task.id }} className={page.name ?? ''}>
          {task.title.replace(/^(?:填报|更正)：/u, '')}
        </Link>
        <p className="meta">
          {task.number}
          {task.dueAt !== undefined && ` · ${task.overdue ? '■ 已逾期，应于' : ''}${dayText(task.dueAt, now)}前`}
        </p>
        {task.why && <p>更正理由：{task.why}</p>}
        {task.definition && <p className="meta">口径：{task.definition}</p>}
      </div>
      <Button aria-expanded={opened} onClick={onOpen}>
        填报
      </Button>
      {opened && <FillForm task={task} onDone={onDone} />}
    </li>
  );
}
