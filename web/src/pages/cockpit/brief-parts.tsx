import { Link } from '@tanstack/react-router';
import type { Brief } from '../../api/briefs.ts';
import { figure, money } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { recordsSearch } from './door.ts';
import { MONEY_WORDS } from './money-words.ts';

type Props = { readonly brief: Brief };
const at = (on: string) => ({ on });

const markOf = (good: boolean | null): string => (good === null ? '' : good ? '▲ ' : '▼ ');

export function BriefWeek({ brief }: Props) {
  return (
    <section className={page.block}>
      <h2 className="section-title">本周动了什么（▲ 变好，▼ 变差）</h2>
      <ul>
        {brief.week.map(({ indicator, words, good }) => (
          <li key={words} style={{ padding: '4px 0' }}>
            {markOf(good)}
            {indicator ? (
              <Link to="/indicators/$id" params={{ id: indicator }} search={{ period: '30d', ...at(brief.on) }}>
                {words}
              </Link>
            ) : (
              words
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function BriefMoved({ brief }: Props) {
  return (
    <section className={page.block}>
      <h2 className="section-title">哪些变了，为什么（近 30 天，▲ 变好，▼ 变差）</h2>
      {brief.moved.length === 0 && (
        <p>{brief.still.length > 0 ? '各项指标的变动都在误差以内，没有需要单独说明的。' : '没有前 30 天的数可比。'}</p>
      )}
      <ul>
        {brief.moved.map((each) => (
          <li key={each.indicator} style={{ padding: '4px 0' }}>
            <Link to="/indicators/$id" params={{ id: each.indicator }} search={{ period: '30d', ...at(brief.on) }}>
              {markOf(each.good)}
              {each.words}
            </Link>
            <p className="meta">{each.why}。</p>
          </li>
        ))}
      </ul>
      {brief.still.length > 0 && <p className="meta">变动在误差以内的：{brief.still.join('、')}。</p>}
    </section>
  );
}

const holderWords = ({ unit, missed, person }: Brief['gaps'][number]['holders'][number]): string =>
  `${unit.name} ${figure(missed)} 件${person ? `（${person.name}）` : ''}`;

export function BriefGaps({ brief }: Props) {
  if (brief.gaps.length === 0) return null;
  return (
    <section className={page.block}>
      <h2 className="section-title">最费分的三个差距</h2>
      <ol>
        {brief.gaps.map((gap) => (
          <li key={`${gap.region.id} ${gap.indicator}`} style={{ padding: '4px 0' }}>
            <Link
              to="/indicators/$id"
              params={{ id: gap.indicator }}
              search={{ period: '90d', region: gap.region.id, ...at(brief.on) }}
            >
              {gap.region.name}：{gap.title}，离满分差 {figure(gap.points, 1)} 分
            </Link>
            <p className="meta">
              总分 {figure(gap.score, 0)}；没有达到的主要在
              {gap.holders.length === 0 ? '各单位，没有集中在哪家' : gap.holders.map(holderWords).join('、')}；
              {gap.doing > 0 ? `对其督办、整改在办 ${figure(gap.doing)} 件` : '目前没有对其督办、整改，建议交办'}。
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function BriefClocks({ brief }: Props) {
  const { open, overdue, near, oldestDays, units } = brief.clocks;
  return (
    <section className={page.block}>
      <h2 className="section-title">时限</h2>
      <p>
        在办 {figure(open)} 件，
        <Link to="/cockpit/records" search={recordsSearch({ what: 'overdue', on: brief.on })}>
          超期 {figure(overdue)} 件
        </Link>
        ，临期 {figure(near)} 件。{oldestDays === undefined ? '' : `最久的已超期 ${figure(oldestDays)} 个工作日。`}
      </p>
      {units.length > 0 && (
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col">单位</th>
              <th scope="col" className={page.number ?? ''}>
                超期
              </th>
              <th scope="col" className={page.number ?? ''}>
                临期
              </th>
            </tr>
          </thead>
          <tbody>
            {units.map(({ unit, ...each }) => (
              <tr key={unit.id}>
                <th scope="row" style={{ fontWeight: 400 }}>
                  <Link to="/cockpit/records" search={recordsSearch({ what: 'overdue', unit: unit.id, on: brief.on })}>
                    {unit.name}
                  </Link>
                </th>
                <td className={page.number ?? ''}>{figure(each.overdue)}</td>
                <td className={page.number ?? ''}>{figure(each.near)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

export function BriefMoney({ brief }: Props) {
  const { money: flow, causes, plans } = brief;
  return (
    <>
      {causes.length > 0 && (
        <section className={page.block}>
          <h2 className="section-title">企业反映集中的问题</h2>
          <p>
            {causes
              .map(
                ({ category, count, before }) => `${category.title} ${figure(count)} 件（前 30 天 ${figure(before)}）`,
              )
              .join('，')}
            。
          </p>
        </section>
      )}
      {flow && (
        <section className={page.block}>
          <h2 className="section-title">涉企资金</h2>
          <p>
            {flow.year} 年预算 {money(flow.budget)}，
            {flow.stages
              .map(({ stage, amount, items }) => `${MONEY_WORDS[stage]} ${money(amount)}（${figure(items)} 笔）`)
              .join('，')}
            。{flow.days ? `从申报（没有申报的从承诺）到到账一般 ${figure(flow.days.median, 0)} 天。` : ''}
          </p>
        </section>
      )}
      {plans.length > 0 && (
        <section className={page.block}>
          <h2 className="section-title">计划</h2>
          {plans.map((each) => (
            <p key={each.id}>
              <Link to="/plans/$id" params={{ id: each.id }}>
                {each.title}
              </Link>
              ：完成 {figure(each.done)} 项，推进中 {figure(each.open)} 项，其中超期 {figure(each.overdue)} 项。
            </p>
          ))}
        </section>
      )}
    </>
  );
}
