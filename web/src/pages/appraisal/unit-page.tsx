import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { unitAppraisalQuery, unitPaper } from '../../api/appraisal.ts';
import { useAccount } from '../../api/session.ts';
import { figure } from '../../parts/figures.ts';
import { MonthPicker } from '../../parts/month-picker.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { isoDay, moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { tierWord } from '../cockpit/words.ts';
import { ItemPanel } from './item-panel.tsx';
import { statusWords } from './words.ts';

const route = getRouteApi('/official/appraisal/unit');

/** 本单位得分: a department walks from each point down to the events behind it, and objects where it must. */
export function UnitAppraisalPage() {
  const now = useNow();
  const account = useAccount();
  const { month = isoDay(now).slice(0, 7), unit } = route.useSearch();
  const navigate = route.useNavigate();
  const asked = { month, ...(unit ? { unit } : {}) };
  const query = useQuery(unitAppraisalQuery(asked));
  const name = query.data?.line.unit.name ?? '本单位';
  return (
    <Page
      title={`${name} ${Number(month.slice(0, 4))}年${Number(month.slice(5))}月得分`}
      meta={query.data?.month.caution}
      actions={
        <>
          <MonthPicker value={month} onChange={(next) => void navigate({ search: { ...asked, month: next } })} />
          <Button href={unitPaper(asked)}>导出 Word</Button>
          <PrintButton />
        </>
      }
    >
      <QueryView query={query}>
        {({ line, month: head, items, mayObject }) => (
          <>
            <section className="panel">
              <div className={page.line}>
                <strong style={{ fontSize: 24 }}>{line.score === null ? '—' : figure(line.score, 1)} 分</strong>
                <span>{tierWord(line)}</span>
                {line.frozenScore !== undefined && (
                  <span className="meta">
                    更正前 {line.frozenScore === null ? '—' : figure(line.frozenScore, 1)} 分
                  </span>
                )}
                <span className="meta">{statusWords[head.status]}</span>
                {head.frozenAt !== undefined && <span className="meta">冻结于 {moment(head.frozenAt, now)}</span>}
                {can(account, 'appraisal.read') && (
                  <Link to="/appraisal" search={{ month }} className="no-print">
                    全部单位
                  </Link>
                )}
              </div>
            </section>
            {[...items]
              .sort((a, b) => b.lost - a.lost)
              .map((item) => (
                <ItemPanel key={item.indicator} unit={line.unit.id} {...{ item, month, mayObject, now }} />
              ))}
          </>
        )}
      </QueryView>
    </Page>
  );
}
