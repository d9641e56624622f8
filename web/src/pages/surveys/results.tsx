import type { QuestionResult, Survey } from '../../api/surveys.ts';
import { BarChart } from '../../parts/chart/bar-chart.tsx';
import { figure, share } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Empty } from '../../parts/states.tsx';

const SATISFIED = new Set(['5', '4']);

/** What was said: each share with its margin, the chart with the same numbers as a table behind it. */
export function Results({ survey }: { readonly survey: Survey }) {
  const results = survey.results ?? [];
  if (results.length === 0)
    return (
      <section className="panel">
        <Empty title="答卷太少，不公布">
          收回 {survey.answered} 份，少于 {survey.least} 份时结果会露出个别企业。
        </Empty>
      </section>
    );
  const grades = results.filter((each) => each.satisfied);
  return (
    <>
      {grades.length > 0 && <Grades survey={survey} grades={grades} />}
      {results.map((each) => (
        <One key={each.id} result={each} target={survey.target} />
      ))}
    </>
  );
}

function Grades({ survey, grades }: { readonly survey: Survey; readonly grades: readonly QuestionResult[] }) {
  const bars = grades.map(({ title, choices }) => {
    const agree = choices.reduce((sum, each) => sum + (SATISFIED.has(each.code) ? each.count : 0), 0);
    const all = choices.reduce((sum, each) => sum + each.count, 0);
    return { name: title.replace(/^您对|满意吗？$/gu, ''), point: all - agree, rest: agree };
  });
  const worst = [...bars].sort((a, b) => b.point - a.point)[0];
  return (
    <section className="panel panel-pad" aria-label="满意程度">
      <BarChart
        title={worst && worst.point > 0 ? `不够满意的主要在：${worst.name}` : '都满意'}
        bars={bars}
        pointName="基本满意及以下"
        restName="满意和非常满意"
        source={`份数；收回 ${survey.answered} 份。下面是按层加权的满意率和 95% 误差。`}
      />
    </section>
  );
}

function One({ result, target }: { readonly result: QuestionResult; readonly target: Survey['target'] }) {
  const { satisfied } = result;
  return (
    <section className="panel" aria-label={result.title}>
      <div className={page.block}>
        <h2 className="section-title">{result.title}</h2>
        {result.answered === 0 && <p className="meta">作答太少，不公布。</p>}
        {satisfied && (
          <p>
            满意率 <strong>{figure(satisfied.share, 1)}%</strong>，误差 ±{figure(satisfied.margin, 1)} 个百分点（95%
            把握，{satisfied.answered} 份，已作有限总体校正；不单独公布的层并作一层）
            {target && `；目标 ${target.share}%（${target.source}）`}
          </p>
        )}
        {satisfied && satisfied.covered < 1 && (
          <p className="meta">没有答卷的层占名册 {figure(100 * (1 - satisfied.covered), 1)}%，不在推断之内。</p>
        )}
      </div>
      {result.choices.length > 0 && (
        <table className={page.table}>
          <tbody>
            {result.choices.map((each) => (
              <tr key={each.code}>
                <th scope="row" style={{ fontWeight: 400 }}>
                  {each.title}
                </th>
                <td className={page.number ?? ''}>{each.count}</td>
                <td className={page.number ?? ''}>{share(each.count, result.answered)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {result.parts.length > 0 && <Parts result={result} />}
      {result.words.length > 0 && (
        <ul>
          {result.words.map((each) => (
            <li key={each} className={page.line}>
              {each}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Parts({ result }: { readonly result: QuestionResult }) {
  const shown = result.parts.filter((each) => each.answered !== null);
  const hidden = result.parts.length - shown.length;
  return (
    <>
      <table className={page.table} aria-label={`${result.title}分层`}>
        <tbody>
          {shown.map((each) => (
            <tr key={each.stratum}>
              <th scope="row" style={{ fontWeight: 400 }}>
                {each.stratum}
              </th>
              <td className={page.number ?? ''}>{each.answered} 份</td>
              <td className={page.number ?? ''}>
                {each.share === null ? '没有答卷' : `满意率 ${figure(each.share, 1)}%`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <p className={`meta ${page.block}`}>另有 {hidden} 层份数太少，或相减会露出个别企业，不单独公布。</p>
      )}
    </>
  );
}
