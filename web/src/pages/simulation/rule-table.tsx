import type { Figures, TrialClause } from '../../api/simulation.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Scroll } from '../../parts/scroll.tsx';
import styles from './simulation.module.css';
import { about, countWords, moneyWords } from './words.ts';

type Rule = Figures['rules'][number];

const asides = (rule: Rule): string =>
  [
    rule.yields ? `让给同组更高的 ${figure(rule.yields)} 户` : '',
    rule.cut ? `名额或预算用完 ${figure(rule.cut)} 户` : '',
    rule.nothing ? `算出来为零 ${figure(rule.nothing)} 户` : '',
    rule.open ? `金额缺数据 ${figure(rule.open)} 户` : '',
  ]
    .filter((each) => each !== '')
    .join('；');

/** Clause by clause: who qualifies, what is paid in the end, of whom nobody knows. */
export function RuleTable({
  figures,
  clauses,
}: {
  readonly figures: Figures;
  readonly clauses: readonly TrialClause[];
}) {
  return (
    <Scroll title="逐条">
      <table className={`${page.table} ${styles.figures}`}>
        <thead>
          <tr>
            <th scope="col">条款</th>
            <th scope="col" className={page.number}>
              符合
            </th>
            <th scope="col" className={page.number}>
              缺数据
            </th>
            <th scope="col" className={page.number}>
              兑付户数
            </th>
            <th scope="col" className={page.number}>
              兑付资金
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.rules.map((rule) => (
            <tr key={rule.rule}>
              <td>
                {clauses.find((each) => each.id === rule.rule)?.title ?? rule.rule}
                <p className="meta">{asides(rule)}</p>
              </td>
              <td className={page.number}>
                {about(countWords(rule.certain), rule.guarded && rule.certain.count !== null)}
              </td>
              <td className={page.number}>{countWords(rule.unknown)}</td>
              <td className={page.number}>{countWords(rule.paid)}</td>
              <td className={page.number}>{moneyWords(rule.paid, rule.guarded)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
