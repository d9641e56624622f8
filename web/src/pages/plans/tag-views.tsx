import { getRouteApi, Link } from '@tanstack/react-router';
import type { Plan } from '../../api/types/index.ts';
import styles from './plans.module.css';
import { fourLists, tagsOf } from './tags.ts';

const route = getRouteApi('/official/plans/$id');

/** 重点、长板、短板、特色 and the special actions, each with how many measures it holds. */
export function TagViews({ plan }: { readonly plan: Plan }) {
  const { tag } = route.useSearch();
  const counts = new Map<string, number>(fourLists.map((name) => [name, 0]));
  for (const task of plan.tree) {
    for (const measure of task.measures) {
      for (const name of tagsOf(measure)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const shown = [...counts].filter(([name, count]) => count > 0 || name === tag);
  if (shown.length === 0) return null;
  return (
    <ul className={styles.lamps} aria-label="清单">
      {shown.map(([name, count]) => (
        <li key={name}>
          <Link
            to="/plans/$id"
            params={{ id: plan.id }}
            search={tag === name ? {} : { tag: name }}
            className={`${styles.lamp} ${tag === name ? styles.lampOn : ''}`}
            aria-current={tag === name ? 'true' : undefined}
          >
            {name}&thinsp;{count}
          </Link>
        </li>
      ))}
    </ul>
  );
}
