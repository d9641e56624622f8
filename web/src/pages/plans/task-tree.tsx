import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { PlanBoardMeasure, PlanBoardTask } from '../../api/types/index.ts';
import { ShortCountdown } from '../../parts/countdown.tsx';
import { dayOf } from '../../parts/time.ts';
import { WhyPopover } from '../../parts/why-popover.tsx';
import { changeOf, leadsOf } from './measure-now.ts';
import styles from './plan-page.module.css';

export function TaskTree({ tasks }: { readonly tasks: readonly PlanBoardTask[] }) {
  return (
    <>
      {tasks.map((task, index) => (
        <Fragment key={task.key}>
          {task.part && task.part !== tasks[index - 1]?.part && (
            <h2 className={styles.part}>{task.partTitle ? `${task.part}、${task.partTitle}` : task.part}</h2>
          )}
          <section className={styles.task}>
            <h3 className={styles.taskTitle}>
              {task.number}．{task.title}
            </h3>
            <ul>
              {task.measures.map((measure) => (
                <Measure key={measure.key} measure={measure} />
              ))}
            </ul>
          </section>
        </Fragment>
      ))}
    </>
  );
}

function Measure({ measure }: { readonly measure: PlanBoardMeasure }) {
  const { matter } = measure;
  return (
    <li className={styles.measure}>
      <span className={styles.lamp}>
        {matter ? <ShortCountdown row={matter} /> : <span className="meta">未发布</span>}
        {matter && <WhyPopover title="为什么是这个状态">{matter.lampWhy}</WhyPopover>}
      </span>
      <span>
        <span className="meta">{measure.key}&ensp;</span>
        {matter ? (
          <Link to="/matters/$id" params={{ id: matter.id }} className={styles.link ?? ''}>
            {measure.text}
          </Link>
        ) : (
          measure.text
        )}
      </span>
      <span>
        <Now now={leadsOf(measure).join('、')} was={changeOf(measure, 'holder')?.was} />
        <Responsible names={measure.responsible} />
      </span>
      <span>
        <Now
          now={changeOf(measure, 'due')?.display ?? (measure.due.date ? dayOf(measure.due.date) : measure.due.text)}
          was={changeOf(measure, 'due')?.was}
        />
      </span>
    </li>
  );
}

/** As it stands today; what the plan said beside it. */
function Now({ now, was }: { readonly now: string; readonly was: string | undefined }) {
  return (
    <>
      {now}
      {was && <span className="meta">{`（原 ${was}）`}</span>}
    </>
  );
}

function Responsible({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  const few = `；${names.slice(0, 2).join('、')}`;
  if (names.length <= 2) return <span className="meta">{few}</span>;
  return (
    <span className="meta">
      {few}
      <WhyPopover label={`等\u2009${names.length}\u2009家`} title="责任单位">
        {names.join('、')}
      </WhyPopover>
    </span>
  );
}
