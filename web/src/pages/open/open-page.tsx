import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { loopsQuery } from '../../api/loops.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { useTitle } from '../../parts/use-title.ts';
import styles from './open.module.css';

/** Every kind of matter that this person may open by hand, new ones of a pack included. */
export function OpenPage() {
  useTitle('登记事项');
  const query = useQuery(loopsQuery);
  return (
    <div className={styles.page}>
      <h1 className={`page-title ${styles.head}`}>登记事项</h1>
      <div className={`panel ${styles.list}`}>
        <QueryView query={query}>
          {(all) => {
            const mine = all.filter((loop) => loop.canOpen);
            if (mine.length === 0)
              return (
                <Empty title="现在的岗位没有可以登记的事项">
                  能登记什么由岗位决定。需要登记的，请在右上角切换岗位，或联系本单位管理员。
                </Empty>
              );
            return (
              <ul>
                {mine.map(({ id, title, summary }) => (
                  <li key={id} className={styles.kind}>
                    <Link to="/open/$loop" params={{ loop: id }} className={styles.link ?? ''}>
                      <strong>{title}</strong>
                      {summary && <span className="meta">{summary}</span>}
                    </Link>
                  </li>
                ))}
              </ul>
            );
          }}
        </QueryView>
      </div>
    </div>
  );
}
