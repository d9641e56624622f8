import { useQuery } from '@tanstack/react-query';
import { sensitivityQuery } from '../../api/schemes.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';

type Props = { readonly id: string; readonly asked: { readonly period?: string; readonly on?: string } };
const MOST = 12;

/** Which choice of the scheme drives the places: each indicator left out, each weight made equal, each method changed. */
export function SensitivityPanel({ id, asked }: Props) {
  const query = useQuery(sensitivityQuery(id, asked));
  return (
    <section className={`panel ${page.block}`} aria-label="哪一项选择左右位次">
      <QueryView query={query}>
        {({ items }) => {
          const driving = items.filter((each) => each.maxShift > 0);
          const [first] = driving;
          return (
            <>
              <h2 className="section-title">
                {first ? `最左右位次的选择：${first.title}` : '没有哪一项选择能改变位次'}
              </h2>
              <p className="meta">
                逐一不用每个指标、把权重改为相等、换一种方法，共试 {figure(items.length)} 种；{figure(driving.length)}
                {' 种会改变位次。'}
              </p>
              {driving.length > 0 && (
                <Scroll title="逐项试算">
                  <table className={page.table}>
                    <thead>
                      <tr>
                        <th scope="col">换一种选择</th>
                        <th scope="col" className={page.number ?? ''}>
                          平均移动
                        </th>
                        <th scope="col" className={page.number ?? ''}>
                          最多移动
                        </th>
                        <th scope="col">位次会变的地方</th>
                      </tr>
                    </thead>
                    <tbody>
                      {driving.slice(0, MOST).map((each) => (
                        <tr key={each.choice}>
                          <th scope="row" style={{ fontWeight: 400 }}>
                            {each.title}
                          </th>
                          <td className={page.number ?? ''}>{figure(each.meanShift, 1)} 位</td>
                          <td className={page.number ?? ''}>{figure(each.maxShift)} 位</td>
                          <td>{each.moved.join('、')}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </Scroll>
              )}
            </>
          );
        }}
      </QueryView>
    </section>
  );
}
