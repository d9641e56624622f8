import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useAccount } from '../../api/session.ts';
import { type SurveyHead, surveyFormsQuery, surveysQuery } from '../../api/surveys.ts';
import { share } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayText } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { AnnounceForm } from './announce-form.tsx';

const route = getRouteApi('/official/surveys');

export const STATUS = { announced: '待抽样', running: '进行中', closed: '已截止' } as const;

/** 问卷调查: what was asked of whom, how many answered; what they said once it is over. */
export function SurveysPage() {
  const { before } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(surveysQuery(before));
  const [announcing, setAnnouncing] = useState(false);
  const may = can(useAccount(), 'surveys.manage');
  return (
    <Page
      title="问卷调查"
      meta="样本由公开的种子抽出，名册冻结备查；答卷和答卷人分开存放，少于五份的不单独公布。"
      actions={
        may && !announcing ? (
          <Button type="primary" onClick={() => setAnnouncing(true)}>
            开展调查
          </Button>
        ) : undefined
      }
      narrow
    >
      {announcing && (
        <AnnounceForm
          onClose={() => setAnnouncing(false)}
          onDone={(id) => void navigate({ to: '/surveys/$id', params: { id } })}
        />
      )}
      <section className="panel" aria-label="历次调查">
        <QueryView query={query}>
          {({ items, next }) =>
            items.length === 0 ? (
              <Empty title="还没有调查">选一份问卷，冻结名册，用公开的数值抽样，几天后就有带误差的结果。</Empty>
            ) : (
              <ul>
                {items.map((each) => (
                  <Line key={each.id} survey={each} />
                ))}
                {next !== undefined && (
                  <li className={page.line}>
                    <Link to="/surveys" search={{ before: String(next) }}>
                      更早的
                    </Link>
                  </li>
                )}
              </ul>
            )
          }
        </QueryView>
      </section>
      <Forms may={may} />
    </Page>
  );
}

function Line({ survey }: { readonly survey: SurveyHead }) {
  const now = useNow();
  const { id, title, period, number, status, closesAt, asked, answered } = survey;
  return (
    <li className={page.line}>
      <div className="grow" style={{ minWidth: 220 }}>
        <Link to="/surveys/$id" params={{ id }} className={page.name ?? ''}>
          {title}
        </Link>
        <p className="meta">
          第 {number} 号 · {period} · {dayText(closesAt, now)}截止
          {asked > 0 && ` · 发出 ${asked} 份，收回 ${answered} 份（${share(answered, asked)}）`}
        </p>
      </div>
      <span>{STATUS[status]}</span>
    </li>
  );
}

function Forms({ may }: { readonly may: boolean }) {
  const query = useQuery(surveyFormsQuery);
  return (
    <section className="panel" aria-label="问卷目录">
      <h2 className={`section-title ${page.block}`}>问卷目录</h2>
      <QueryView query={query} rows={3}>
        {(forms) => (
          <ul>
            {forms.map(({ form, version, everyTitle }) => (
              <li key={form.id} className={page.line}>
                <div className="grow" style={{ minWidth: 200 }}>
                  {form.title}
                  <p className="meta">
                    {[
                      `${form.questions.length} 题`,
                      everyTitle,
                      form.after ? '办结后调查' : undefined,
                      form.target ? `目标满意率 ${form.target.share}%` : undefined,
                      version > 0 ? `本地第 ${version} 版` : undefined,
                      form.assumed ? '题目自拟' : undefined,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                </div>
                <Link to="/surveys/forms/$id" params={{ id: form.id }}>
                  {may ? '看和改' : '看题目'}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </section>
  );
}
