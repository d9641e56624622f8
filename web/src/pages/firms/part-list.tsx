import type { FirmParts } from '../../api/firms.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Scroll } from '../../parts/scroll.tsx';
import styles from './firms.module.css';

export const gradeWord = (grade: string | null): string => (grade === null ? '未评' : `${grade} 类`);
const value = (given: number | null, unit: string): string =>
  given === null ? '没有数据' : `${figure(given, Math.abs(given) < 100 ? 2 : 0)} ${unit}`;

/** How far the next grade is, and what keeps an enterprise down. */
export function Verdict({ parts }: { readonly parts: FirmParts }) {
  const { grade, score, next, held, of, coverage, ceilings } = parts;
  return (
    <section className={`panel ${page.block}`} aria-label="评价结果">
      <p className={styles.grade}>{gradeWord(grade)}</p>
      <p>
        {score === null
          ? `有数据的权重只有 ${figure(coverage * 100)}%，不够评分`
          : `综合得分 ${figure(score, 1)}，共 ${of} 家参评`}
        {next && next.short > 0 && `；离 ${next.grade} 类还差 ${figure(next.short, 1)} 分`}
        {next && next.short === 0 && `；得分够 ${next.grade} 类`}
      </p>
      {ceilings.map((each) => (
        <p key={each} className={page.warning}>
          {each}
        </p>
      ))}
      <p className="meta">
        {held !== null && `权重上下变动时，${figure(held * 100)}% 的情形仍是这一档。`}
        {coverage < 1 && `有数据的权重 ${figure(coverage * 100)}%，缺的按比例分给其余各项。`}
      </p>
    </section>
  );
}

/** Every item with its value, what it brought and what it still could; the facts under it with their source. */
export function PartList({ parts }: { readonly parts: FirmParts }) {
  const ordered = [...parts.parts].sort((a, b) => b.short - a.short);
  return (
    <Scroll panel title="逐项得分">
      <table className={page.table}>
        <caption className="sr-only">逐项得分，可提高最多的在前</caption>
        <thead>
          <tr>
            <th scope="col">指标</th>
            <th scope="col">本企业的值</th>
            <th scope="col" className={page.number ?? ''}>
              得分
            </th>
            <th scope="col" className={page.number ?? ''}>
              还可提高
            </th>
            <th scope="col">用到的数据</th>
          </tr>
        </thead>
        <tbody>
          {ordered.map((each) => (
            <tr key={each.id}>
              <th scope="row">
                {each.title}
                <p className="meta" style={{ whiteSpace: 'normal', fontWeight: 400, minWidth: 180 }}>
                  {each.words}
                </p>
              </th>
              <td>{value(each.value, each.unit)}</td>
              <td className={page.number ?? ''} style={{ minWidth: 110 }}>
                {each.points === null ? '不计' : `${figure(each.points, 1)} / ${figure(each.of, 0)}`}
                <span className={styles.bar} aria-hidden>
                  <i style={{ width: `${each.score ?? 0}%` }} />
                </span>
              </td>
              <td className={page.number ?? ''}>{each.short > 0 ? `+${figure(each.short, 1)}` : '—'}</td>
              <td style={{ minWidth: 240 }}>
                {each.inputs.map((input) => (
                  <p key={input.key}>
                    {input.title}{' '}
                    {input.value === null ? (
                      <span className="meta">没有数据或无权查看</span>
                    ) : (
                      value(input.value, input.unit)
                    )}
                    {input.source && <span className="meta">&ensp;{input.source}</span>}
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
