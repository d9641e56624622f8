import { Link } from '@tanstack/react-router';
import type { LateMove } from '../../api/appraisal.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

type Props = { readonly month: string; readonly moved: readonly LateMove[] };
const score = (value: number | null): string => (value === null ? '—' : figure(value, 1));

/** Which late record would move whose score, each with a door. */
export function LateMoves({ month, moved }: Props) {
  const asOf = useNow();
  return (
    <details className={page.line}>
      <summary>提交以后又有记录变动，今天重算会不同的 {moved.length} 个单位</summary>
      <ul>
        {moved.map(({ unit, frozen, now, items }) => (
          <li key={unit.id}>
            <Link to="/appraisal/unit" search={{ month, unit: unit.id }}>
              {unit.name}
            </Link>
            （{score(frozen)} → {score(now)}）
            {items.map((item) => (
              <span key={item.indicator}>
                {' '}
                {item.title}
                {item.records.map((each) => (
                  <span key={each.record}>
                    {' '}
                    {each.number ? (
                      <Link to="/matters/$id" params={{ id: each.record }}>
                        {each.number}
                      </Link>
                    ) : (
                      <span className="meta">一条记录</span>
                    )}
                    {each.by && each.at !== undefined && (
                      <span className="meta">
                        （{each.by}，{moment(each.at, asOf)}）
                      </span>
                    )}
                  </span>
                ))}
                ；
              </span>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
