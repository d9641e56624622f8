import type { ReactNode } from 'react';
import styles from './figure-table.module.css';
import page from './page.module.css';
import { Scroll } from './scroll.tsx';

type Row = {
  readonly id: string;
  readonly name: ReactNode;
  /** One for each heading; what is red is wrong. */
  readonly figures: readonly (ReactNode | { readonly red: ReactNode })[];
  readonly after?: ReactNode;
};
type Props = {
  /** Of the region that scrolls. */
  readonly title: string;
  readonly of: string;
  readonly headings: readonly string[];
  readonly rows: readonly Row[];
};

const isRed = (figure: Row['figures'][number]): figure is { readonly red: ReactNode } =>
  typeof figure === 'object' && figure !== null && 'red' in figure;

/** Many figures of each thing: a table, on a phone each thing by itself with its figures named. */
export function FigureTable({ title, of, headings, rows }: Props) {
  const hasAfter = rows.some((each) => each.after !== undefined);
  return (
    <Scroll title={title}>
      <table className={`${page.table} ${styles.table}`}>
        <thead>
          <tr>
            <th scope="col">{of}</th>
            {headings.map((each) => (
              <th key={each} scope="col" className={page.number ?? ''}>
                {each}
              </th>
            ))}
            {hasAfter && <td />}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, figures, after }) => (
            <tr key={id}>
              <th scope="row" style={{ fontWeight: 400, whiteSpace: 'normal', minWidth: 160 }}>
                {name}
              </th>
              {figures.map((figure, at) => (
                <td
                  key={headings[at]}
                  data-title={headings[at]}
                  className={`${page.number} ${isRed(figure) ? styles.red : ''}`}
                >
                  {isRed(figure) ? figure.red : figure}
                </td>
              ))}
              {hasAfter && <td className={styles.after}>{after}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
