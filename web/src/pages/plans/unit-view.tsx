import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Lamp as LampName, PlanBoardTask } from '../../api/types/index.ts';
import { BarChart } from '../../parts/chart/bar-chart.tsx';
import { Lamp } from '../../parts/lamp.tsx';
import { byUnit, conclusion, type UnitLine } from './by-unit.ts';
import styles from './unit-view.module.css';

type Props = { readonly id: string; readonly tasks: readonly PlanBoardTask[] };

const lamps: readonly LampName[] = ['overdue', 'near', 'normal', 'suspended', 'done'];

/** The same measures by lead unit: a picture, and the numbers behind it as doors. */
export function UnitView({ id, tasks }: Props) {
  const lines = useMemo(() => byUnit(tasks), [tasks]);
  const bars = useMemo(
    () => lines.slice(0, 12).map((line) => ({ name: line.name, point: line.overdue, rest: line.total - line.overdue })),
    [lines],
  );
  return (
    <div className={`panel ${styles.view}`}>
      <BarChart
        title={conclusion(lines)}
        bars={bars}
        pointName="超期"
        restName="其他"
        source="单位：条措施；两家牵头的各计一条。来源：本计划事项的实时状态。"
      />
      <table className={styles.table}>
        <caption className="sr-only">各牵头单位的措施数</caption>
        <thead>
          <tr>
            <th scope="col">牵头单位</th>
            <th scope="col">合计</th>
            {lamps.map((lamp) => (
              <th key={lamp} scope="col">
                <Lamp lamp={lamp} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <UnitRow key={line.name} id={id} line={line} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function UnitRow({ id, line }: { readonly id: string; readonly line: UnitLine }) {
  return (
    <tr>
      <th scope="row">
        <Link to="/plans/$id" params={{ id }} search={{ unit: line.name }}>
          {line.name}
        </Link>
      </th>
      <td>{line.total}</td>
      {lamps.map((lamp) => (
        <td key={lamp}>
          {line[lamp] > 0 ? (
            <Link to="/plans/$id" params={{ id }} search={{ unit: line.name, lamp }}>
              {line[lamp]}
            </Link>
          ) : (
            '—'
          )}
        </td>
      ))}
    </tr>
  );
}
