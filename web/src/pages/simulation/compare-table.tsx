import { useQueries } from '@tanstack/react-query';
import { type Figures, type TrialSet, tryQuery, type Variant } from '../../api/simulation.ts';
import page from '../../parts/page.module.css';
import { Scroll } from '../../parts/scroll.tsx';
import { useSettled } from '../../parts/use-settled.ts';
import styles from './simulation.module.css';
import { about, countWords, difference, handleTitle, moneyWords, saidLiteral } from './words.ts';

type Props = { readonly set: TrialSet; readonly clauses: readonly string[]; readonly variants: readonly Variant[] };

const ROWS: readonly (readonly [string, (f: Figures) => string])[] = [
  ['可享企业', (f) => about(`${countWords(f.now)} 户`, f.guarded)],
  ['比现行', (f) => difference(f.now, f.base, 'count', f)],
  ['所需资金', (f) => about(moneyWords(f.now, f.guarded), f.guarded)],
  ['比现行', (f) => difference(f.now, f.base, 'amount', f)],
  ['缺数据的也符合时', (f) => about(`${countWords(f.possible)} 户，${moneyWords(f.possible, f.guarded)}`, f.guarded)],
  ['新增', (f) => (f.moved ? `${countWords(f.gained)} 户` : '—')],
  ['退出', (f) => (f.moved ? `${countWords(f.lost)} 户` : '—')],
];

/** All variants beside what is law: the numbers that differ, then what comes of them. */
export function CompareTable({ set, clauses, variants }: Props) {
  const settled = useSettled(variants, 250);
  const all = useQueries({
    queries: settled.map(({ values, budget }) =>
      tryQuery({ set: set.id, clauses, values, ...(budget ? { budget } : {}) }),
    ),
  });
  const moved = set.movables.filter((each) => settled.some(({ values }) => values[each.parameter] !== undefined));
  const first = all[0]?.data;
  return (
    <section className="panel" aria-label="方案比较">
      <div className={page.block}>
        <h2>方案比较</h2>
        <Scroll title="方案比较表">
          <table className={`${page.table} ${styles.figures}`}>
            <thead>
              <tr>
                <th scope="col">项目</th>
                <th scope="col">现行</th>
                {settled.map(({ name }, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: variants have no other name that stays
                  <th scope="col" key={i}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {moved.map((each) => (
                <tr key={each.parameter}>
                  <th scope="row">{handleTitle(each)}</th>
                  <td>{saidLiteral(each.value)}</td>
                  {settled.map(({ values }, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: as above
                    <td key={i}>{saidLiteral(values[each.parameter] ?? each.value)}</td>
                  ))}
                </tr>
              ))}
              {ROWS.map(([title, of], nth) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list, with one title twice
                <tr key={nth}>
                  <th scope="row">{title}</th>
                  <td>{first ? baseOf(nth, first) : ''}</td>
                  {all.map(({ data }, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: as above
                    <td key={i}>{data ? of(data) : '…'}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
    </section>
  );
}

const baseOf = (row: number, { base, guarded }: Figures): string => {
  if (row === 0) return about(`${countWords(base)} 户`, guarded);
  return row === 2 ? about(moneyWords(base, guarded), guarded) : '—';
};
