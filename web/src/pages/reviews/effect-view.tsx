import type { Effect } from '../../api/policy-reviews.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';

const percent = (part: number): string => `${part < 0 ? '−' : ''}${figure(Math.abs(part) * 100, 1)}%`;

function conclusion({ fact, difference, interval }: Effect): string {
  if (difference === undefined || !interval) return '';
  const [low, high] = interval;
  const sure = low > 0 ? '，方向明确' : high < 0 ? '，方向明确' : '，区间跨过零，不能说有影响';
  const more = difference < 0 ? '少' : '多';
  return `受益企业的${fact}比对照企业${more}增长 ${percent(Math.abs(difference))}（95% 区间 ${percent(low)} 至 ${percent(high)}）${sure}`;
}

/** How recipients grew against those who just missed; when it cannot be told, why. */
export function EffectView({ effect }: { readonly effect: Effect }) {
  const { treated, comparison, cannot, from } = effect;
  return (
    <>
      <p>{cannot ? `不能比较：${cannot.why}。` : conclusion(effect)}</p>
      <div className={page.scroll}>
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col">企业</th>
              <th scope="col" className={page.number}>
                户数
              </th>
              <th scope="col" className={page.number}>
                有前后数据
              </th>
              <th scope="col" className={page.number}>
                平均增长
              </th>
            </tr>
          </thead>
          <tbody>
            {(
              [
                ['已批准享受的', treated],
                ['只差一条、没有享受的', comparison],
              ] as const
            ).map(([title, side]) => (
              <tr key={title}>
                <td>{title}</td>
                <td className={page.number}>{figure(side.count)}</td>
                <td className={page.number}>{figure(side.compared)}</td>
                <td className={page.number}>{side.growth === null ? '—' : percent(side.growth)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="meta">
        双重差分：以 {from}{' '}
        为界，取之前最近一次与之后最新的数，比较增长率的对数均值。前提是没有这条政策时两类企业会同样增长，
        这一点数据不能证明；只差一条的企业可能本来就不同。
      </p>
    </>
  );
}
