import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type SetRow, scenariosQuery } from '../../api/simulation.ts';
import page from '../../parts/page.module.css';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import styles from './simulation.module.css';

const SHOWN = 8;

/** Where to begin: what is being drafted, what was kept, what is in force. */
export function StartHere({ sets }: { readonly sets: readonly SetRow[] }) {
  const of = (status: SetRow['status']) => sets.filter((each) => each.status === status);
  return (
    <div className={styles.start}>
      <Sets title="草案" rows={of('draft')} none="还没有草案。在“政策草案”里起草，或从现行政策推演后起草。" />
      <Kept />
      <Sets title="现行政策" rows={of('live')} none="还没有现行政策。" />
    </div>
  );
}

function Sets({
  title,
  rows,
  none,
}: {
  readonly title: string;
  readonly rows: readonly SetRow[];
  readonly none: string;
}) {
  return (
    <section className="panel" aria-label={title}>
      <div className={page.block}>
        <h2>{title}</h2>
        {rows.length === 0 && <p className="meta">{none}</p>}
      </div>
      <ul>
        {rows.slice(0, SHOWN).map((each) => (
          <li key={each.id} className={page.line}>
            <Link to="/simulation" search={{ set: each.id }} className={`grow ${page.name}`}>
              {each.title}
            </Link>
            <span className="meta">{each.clauses} 条</span>
          </li>
        ))}
      </ul>
      {rows.length > SHOWN && <p className={`meta ${page.block}`}>共 {rows.length} 件，其余在上面的选单里搜。</p>}
    </section>
  );
}

function Kept() {
  const now = useNow();
  const query = useInfiniteQuery(scenariosQuery({}));
  const items = query.data?.pages.flatMap((each) => each.items) ?? [];
  if (items.length === 0) return null;
  return (
    <section className="panel" aria-label="已存方案">
      <div className={page.block}>
        <h2>已存方案</h2>
      </div>
      <ul>
        {items.slice(0, SHOWN).map((each) => (
          <li key={each.id} className={page.line}>
            <Link to="/simulation" search={{ scenario: each.id }} className={`grow ${page.name}`}>
              {each.title}
            </Link>
            <span className="meta">{moment(each.at, now)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
