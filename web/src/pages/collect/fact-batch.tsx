import { Link } from '@tanstack/react-router';
import type { LateFacts } from '../../api/scheme-runs.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

const plain = (value: number | null): string =>
  value === null ? '无数' : new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 4 }).format(value);
const grade = (value: string | null): string => (value === null ? '没有评分' : `${value} 类`);
const points = (value: number | null): string => (value === null ? '—' : figure(value, 1));

/** What one import changed after the result was handed in, and which enterprises moved by it. */
export function FactBatch({ batch, scheme }: { readonly batch: LateFacts; readonly scheme: string }) {
  const now = useNow();
  const { title, at, facts, listed, moved, firms } = batch;
  const regraded = firms.filter((each) => each.gradeBefore !== each.gradeAfter);
  return (
    <li className={page.line}>
      <div className="grow" style={{ minWidth: 240 }}>
        <strong>
          {title}：改了&thinsp;{facts}&thinsp;项数据，{moved}&thinsp;家的档次或得分变了
        </strong>
        <p className="meta">{at > 0 && moment(at, now)}</p>
        {regraded.map((each) => (
          <p key={each.enterprise.id}>
            <Link to="/firm-grades/$scheme/$enterprise" params={{ scheme, enterprise: each.enterprise.id }}>
              {each.enterprise.name}
            </Link>
            ：{grade(each.gradeBefore)} → {grade(each.gradeAfter)}
            <span className="meta">
              {' '}
              {points(each.scoreBefore)} → {points(each.scoreAfter)} 分{each.own ? '' : '，自己的数没变，被分档线带动'}
            </span>
          </p>
        ))}
        {regraded.length === 0 && <p className="meta">没有一家换档。</p>}
        <details>
          <summary className="meta">改了哪些数{facts > listed.length && `（列出前 ${listed.length} 项）`}</summary>
          {listed.map((each) => (
            <p key={`${each.enterprise.id} ${each.fact}`} className="meta">
              {each.enterprise.name} {each.fact}：
              {each.before === null && each.after === null
                ? '降档情形变了'
                : `${plain(each.before)} → ${plain(each.after)}`}
            </p>
          ))}
        </details>
      </div>
    </li>
  );
}
