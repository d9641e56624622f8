import { Link } from '@tanstack/react-router';
import type { Watched } from '../../api/evaluation.ts';
import { figure } from '../../parts/figures.ts';

const told = (value: number | null, unit: string): string => (value === null ? '—' : `${figure(value, 1)}${unit}`);

/** One figure with its interval, beside the quarter before; a door to its records. */
export function WatchedLine({ watched }: { readonly watched: Watched }) {
  const { indicator, category, title, unit, now, before } = watched;
  return (
    <div>
      <Link
        to="/indicators/$id/records"
        params={{ id: indicator }}
        search={{ period: 'quarter', ...(category ? { category } : {}) }}
        style={{ textDecoration: 'underline' }}
      >
        {title} {told(now.value, unit)}
      </Link>
      <span className="meta">
        {now.interval && `（${figure(now.interval[0], 0)}–${figure(now.interval[1], 0)}，${now.counted} 件）`}
        {before.value !== null && ` 上季度 ${told(before.value, unit)}`}
      </span>
    </div>
  );
}
