import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { AppraisalItem } from '../../api/appraisal.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Scroll } from '../../parts/scroll.tsx';
import { lastDayOf, moment } from '../../parts/time.ts';
import { ObjectionForm } from './objection-form.tsx';

type Props = {
  readonly item: AppraisalItem;
  readonly month: string;
  /** Whose score. */
  readonly unit: string;
  readonly mayObject: boolean;
  readonly now: number;
};

/** One item: what it brought, how it is counted, and each record that cost points. */
export function ItemPanel({ item, month, unit: whose, mayObject, now }: Props) {
  const { title, points, of, lost, words, rule, value, unit, records, hidden, costs } = item;
  return (
    <section className="panel" id={item.indicator} aria-label={title}>
      <div className={page.line}>
        <h2 className={page.name}>{title}</h2>
        {points === null ? (
          <span className="meta">不计：本月没有这类记录，分值按比例归入其他项</span>
        ) : (
          <>
            <strong>
              {figure(points, 1)} / {figure(of, 1)} 分
            </strong>
            {item.credit && lost <= 0.05 && <span className="meta">加分项，没有得到的不算扣分</span>}
            {lost > 0.05 && <span>扣 {figure(lost, 1)} 分</span>}
            <span className="meta">
              {value === null ? '—' : figure(value, Number.isInteger(value) ? 0 : 1)}
              {unit}
            </span>
          </>
        )}
      </div>
      {points !== null && (
        <p className={`meta ${page.line}`}>
          {words}。{rule && `${rule}。`}
          {item.assumed && '（分值自定，待核定）'}
        </p>
      )}
      {records.length > 0 && (
        <Scroll title={`${title}的记录`}>
          <table className={page.table}>
            <thead>
              <tr>
                <th scope="col">事项</th>
                <th scope="col">时间和占用</th>
                <th scope="col" className={page.number ?? ''}>
                  {lost > 0.05 ? '扣分' : '得分'}
                </th>
                {mayObject && (
                  <th scope="col" className="no-print">
                    异议
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {records.map((each) => (
                <RecordRow
                  key={`${each.record} ${each.clock?.title} ${each.at}`}
                  each={each}
                  {...{ item, month, unit: whose, mayObject, now }}
                />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {item.moves.length > 0 && <Moves item={item} month={month} />}
      {(costs > records.length || hidden > 0) && (
        <p className={`meta ${page.line}`}>
          {costs > records.length && `共 ${costs} 条，列出前 ${records.length} 条。`}
          {hidden > 0 && `其中 ${hidden} 条您无权查看内容。`}
        </p>
      )}
    </section>
  );
}

const WAYS: Readonly<Record<string, string>> = { '1': '▲ 好转 +1', '0': '＝ 正常波动 0', '-1': '▼ 转差 −1' };

/** Each indicator that the unit leads: where it went, with a door to its records. */
function Moves({ item, month }: Pick<Props, 'item' | 'month'>) {
  const on = lastDayOf(month);
  return (
    <Scroll title={`${item.title}的指标`}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">牵头的指标</th>
            <th scope="col">范围</th>
            <th scope="col" className={page.number ?? ''}>
              上月
            </th>
            <th scope="col" className={page.number ?? ''}>
              本月
            </th>
            <th scope="col">升降</th>
          </tr>
        </thead>
        <tbody>
          {item.moves.map(({ indicator, category, region, title, place, before, now, move }) => (
            <tr key={`${indicator} ${category} ${region}`}>
              <td>
                <Link
                  to="/indicators/$id"
                  params={{ id: indicator }}
                  search={{ period: 'month', on, ...(category ? { category } : {}), ...(region ? { region } : {}) }}
                >
                  {title}
                </Link>
              </td>
              <td>{place}</td>
              <td className={page.number ?? ''}>{before === null ? '—' : figure(before, 1)}</td>
              <td className={page.number ?? ''}>{now === null ? '—' : figure(now, 1)}</td>
              <td>{WAYS[String(move)]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

type DoorProps = Pick<Props, 'month' | 'unit'> & { readonly each: AppraisalItem['records'][number] };

/** A bad rating opens the rectification that it became, and the list in which its words stand. */
const RatingDoor = ({ each, month, unit }: DoorProps) => (
  <>
    {each.matter && (
      <Link to="/matters/$id" params={{ id: each.matter }}>
        {each.number}
      </Link>
    )}{' '}
    <Link to="/ratings/records" search={{ month, unit, grade: 'bad' }}>
      差评记录
    </Link>
  </>
);

type RowProps = Props & { readonly each: AppraisalItem['records'][number] };

function RecordRow({ each, item, month, unit, mayObject, now }: RowProps) {
  const [asking, setAsking] = useState(false);
  return (
    <tr>
      <td>
        {item.source === 'rating' ? (
          <RatingDoor each={each} month={month} unit={unit} />
        ) : each.number ? (
          <Link to="/matters/$id" params={{ id: each.record }}>
            {each.number}
          </Link>
        ) : (
          <span className="meta">无权查看</span>
        )}
        <div>{each.title}</div>
        {each.status && <div className="meta">{each.status}</div>}
      </td>
      <td>
        {moment(each.at, now)}
        {each.clock && (
          <div className="meta">
            {each.clock.title}超期，本单位占用 {figure(each.clock.workingDays, 1)} 个工作日（
            {figure(100 * each.clock.share, 0)}%）
          </div>
        )}
      </td>
      <td className={page.number ?? ''}>{figure(each.points, 2)}</td>
      {mayObject && (
        <td className="no-print">
          {each.objection ? (
            <Link to="/matters/$id" params={{ id: each.objection }}>
              已提出
            </Link>
          ) : (
            <Button size="small" onClick={() => setAsking(true)} aria-label={`提异议：${each.number ?? '这条'}`}>
              提异议
            </Button>
          )}
          {asking && (
            <ObjectionForm
              month={month}
              indicator={item.indicator}
              record={each.record}
              what={`${item.title} · ${each.number ?? ''}`}
              onClose={() => setAsking(false)}
            />
          )}
        </td>
      )}
    </tr>
  );
}
