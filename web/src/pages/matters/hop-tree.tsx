import type { Hop } from '../../api/types/index.ts';
import { dotted } from '../../parts/dotted.ts';
import { moment, workingTime } from '../../parts/time.ts';
import { useNow, useWorkday } from '../../parts/use-now.ts';
import styles from './hop-tree.module.css';

type Props = { readonly hops: readonly Hop[]; readonly parent?: string };

/** How it was passed on, office by office. */
export function HopTree({ hops, parent }: Props) {
  const now = useNow();
  const workday = useWorkday();
  const here = hops.filter((hop) => hop.parentId === parent);
  if (here.length === 0) return null;
  return (
    <ul className={parent ? styles.nested : undefined}>
      {here.map((hop) => (
        <li key={hop.id}>
          <div className={hop.current ? styles.current : styles.hop}>
            <div>
              {hop.unit.name} {hop.section} {hop.person?.name}
              {hop.current && <span className="meta">（现在）</span>}
            </div>
            <div className="meta">
              {dotted(
                hop.stage.title,
                `持有\u2009${workingTime(hop.heldMinutes, workday)}`,
                hop.dueAt !== undefined && `${moment(hop.dueAt, now)} 前`,
              )}
            </div>
          </div>
          <HopTree hops={hops} parent={hop.id} />
        </li>
      ))}
    </ul>
  );
}
