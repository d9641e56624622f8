import { useQuery } from '@tanstack/react-query';
import { type Tried, triedQuery } from '../../api/conditions.ts';
import { toProblem } from '../../api/problem.ts';
import { figure, money } from '../../parts/figures.ts';
import styles from './policies.module.css';

const few = (value: number | null, about: boolean): string =>
  value === null ? '不足 10 户' : `${about ? '约 ' : ''}${figure(value)} 户`;

/** Who would get it, counted while one writes: whoever writes settles what is asked. */
export function Counted({
  title,
  trial,
}: {
  readonly title: string;
  readonly trial: Parameters<typeof triedQuery>[0];
}) {
  const query = useQuery(triedQuery(trial));
  if (query.isError) return <p role="alert">{toProblem(query.error).body.title}</p>;
  return <Figures title={title} tried={query.data} />;
}

/** The figures stay while new ones are fetched, so that nothing jumps. */
function Figures({ title, tried }: { readonly title: string; readonly tried: Tried | undefined }) {
  // What does not read is counted over nobody.
  if (!tried || tried.people === 0) return null;
  const { yes, unknown, no, fen, people, guarded } = tried;
  return (
    <div className={styles.count} role="status" aria-label={title}>
      <span className="meta">{title}</span>
      <span>
        可享 <strong>{few(yes, guarded)}</strong>
      </span>
      <span>缺数据 {few(unknown, guarded)}</span>
      {no !== null && <span>不符 {few(no, guarded)}</span>}
      {fen !== null && fen > 0 && (
        <span>
          合计{guarded ? '约' : ''} {money(fen)}
        </span>
      )}
      <span className="meta">共 {figure(people)} 户</span>
      {guarded && <span className="meta">用到您无权逐户查看的数据：按十户归并取整</span>}
    </div>
  );
}
