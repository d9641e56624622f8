import { useQuery } from '@tanstack/react-query';
import { type Condition, type Rung, rungsQuery } from '../../api/enterprises.ts';
import { QueryView } from '../../parts/query-view.tsx';
import styles from './enterprises.module.css';

/** Each step of the ladder with what is there and what is missing. */
export function RungList({ id }: { readonly id: string }) {
  const query = useQuery(rungsQuery(id));
  return (
    <section className="panel" aria-label="梯度">
      <QueryView query={query}>{(rungs) => rungs.map((each) => <RungView key={each.id} rung={each} />)}</QueryView>
    </section>
  );
}

function RungView({ rung }: { readonly rung: Rung }) {
  const open = rung.conditions.filter((each) => each.met !== true);
  return (
    <details className={styles.rung} open={!rung.held && open.length <= 2}>
      <summary>
        <strong>{rung.title}</strong>
        <span className="meta">
          {' '}
          {rung.held
            ? '已在册'
            : open.length === 0
              ? '条件都已具备，可以申报'
              : `还差 ${open.length} 条，共 ${rung.conditions.length} 条`}
        </span>
      </summary>
      <Conditions conditions={rung.conditions} />
      {rung.source && (
        <p className="meta">
          {rung.source}
          {rung.assumed && '（口径未核实）'}
        </p>
      )}
    </details>
  );
}

export function Conditions({ conditions }: { readonly conditions: readonly Condition[] }) {
  return (
    <ul className={styles.conditions}>
      {conditions.map((each) => (
        <li key={each.title} className={styles.condition}>
          <span className={each.met ? styles.yes : each.met === false ? styles.no : styles.unknown}>
            {each.met ? '符合' : each.met === false ? '不符' : '未知'}
          </span>
          <span>
            {each.title}
            {each.gap && <span className="meta"> {each.gap}</span>}
            {each.missing.length > 0 && <span className="meta"> 缺：{each.missing.join('、')}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
