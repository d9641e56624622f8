import { Link } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { useState } from 'react';
import type { MatterFilters } from '../../api/matters.ts';
import type { MatterRow, SupervisionUnit } from '../../api/types/index.ts';
import { Lamp } from '../../parts/lamp.tsx';
import type { Selection } from '../../parts/matter-table/selection.ts';
import { dayNumber } from '../../parts/time.ts';
import { useNarrow } from '../../parts/use-narrow.ts';
import { SupervisedRow } from './supervised-row.tsx';
import styles from './supervision-page.module.css';

type Props = {
  readonly group: SupervisionUnit;
  readonly current: string | undefined;
  /** What the board is narrowed to: a number counts within it, so its door opens within it. */
  readonly within: MatterFilters;
  readonly selection?: Selection | undefined;
};

/** A unit's worst first; the rest of a long list waits behind one click, but is printed. */
export function UnitGroup({ group, current, within, selection }: Props) {
  const [open, setOpen] = useState(false);
  const most = useNarrow() ? 3 : 8;
  const beyond = group.rows.slice(most);
  const all = open || beyond.length < 2 || beyond.some((row) => row.id === current);
  return (
    <section className={styles.group} aria-label={group.unit.name}>
      <div className={styles.groupHead}>
        <h2>{group.unit.name}</h2>
        {selection && (
          <ChooseAll rows={all ? group.rows : group.rows.slice(0, most)} {...{ selection }} name={group.unit.name} />
        )}
        {group.overdue > 0 && (
          <Link to="/matters" search={{ ...within, holder: group.unit.id, due: 'overdue' }} className="door">
            <Lamp lamp="overdue" word={`超期 ${group.overdue}`} />
          </Link>
        )}
        {group.within3days > 0 && (
          <Link to="/matters" search={{ ...within, holder: group.unit.id, due: '3days' }} className="door">
            三日内&thinsp;{group.within3days}
          </Link>
        )}
        {group.explains && <span className="meta">说明人 {group.explains.name}</span>}
      </div>
      <ul>
        {group.rows.map((row, index) => (
          <SupervisedRow
            key={row.id}
            row={row}
            current={row.id === current}
            paperOnly={!all && index >= most}
            selection={selection}
          />
        ))}
      </ul>
      {!all && (
        <button type="button" className={`plain-button no-print ${styles.unfold}`} onClick={() => setOpen(true)}>
          再看&thinsp;{beyond.length}&thinsp;件<span className="sr-only">：{group.unit.name}</span>
        </button>
      )}
      {group.more > 0 && (
        <p className={styles.more}>
          <Link to="/matters" search={{ ...within, holder: group.unit.id, sort: 'due' }}>
            还有&thinsp;{group.more}&thinsp;件，全部打开
          </Link>
        </p>
      )}
    </section>
  );
}

type AllProps = { readonly rows: readonly MatterRow[]; readonly selection: Selection; readonly name: string };

/** Those of a unit that are in sight; what is folded away is not chosen unseen. */
function ChooseAll({ rows, selection, name }: AllProps) {
  const chosen = rows.filter((row) => selection.ids.has(row.id)).length;
  return (
    <Checkbox
      aria-label={`全选 ${name}`}
      checked={chosen === rows.length && rows.length > 0}
      indeterminate={chosen > 0 && chosen < rows.length}
      onChange={({ target }) =>
        selection.some(
          rows.map((row) => row.id),
          target.checked,
        )
      }
    >
      全选
    </Checkbox>
  );
}

/** Which rows a number of the headline counts. */
export function fits(row: MatterRow, show: string | undefined, now: number): boolean {
  if (!show) return true;
  if (show === 'overdue') return row.lamp === 'overdue';
  if (row.dueAt === undefined || row.lamp === 'overdue') return false;
  const days = dayNumber(row.dueAt) - dayNumber(now);
  return show === 'today' ? days === 0 : days >= 0 && days <= 3;
}
