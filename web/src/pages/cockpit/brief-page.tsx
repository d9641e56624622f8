import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { briefDocument, briefQuery, issueBrief, issuedBrief, issuedBriefsQuery } from '../../api/briefs.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Failure } from '../../parts/states.tsx';
import { dayOf } from '../../parts/time.ts';
import { can } from '../../shell/permissions.ts';
import { BriefClocks, BriefGaps, BriefMoney, BriefMoved, BriefWeek } from './brief-parts.tsx';

const route = getRouteApi('/official/cockpit/brief');

/** 专报: to read on the screen, to print, in Word; issued with a number every Monday or when somebody asks. */
export function BriefPage() {
  const { on } = route.useSearch();
  const query = useQuery(briefQuery(on));
  const send = useSend(issueBrief, ['briefs']);
  const may = can(useAccount(), 'documents.issue') && on === undefined;
  return (
    <Page
      narrow
      title={query.data?.title ?? '营商环境专报'}
      meta={on ? `${dayOf(on)}当天结束时的情况` : '此刻的情况；每周一自动印发上一周的'}
      actions={
        <>
          <a href={briefDocument(on)} download>
            下载 Word 草稿
          </a>
          <PrintButton />
          {may && (
            <Button type="primary" loading={send.isPending} onClick={() => send.mutate(undefined)}>
              编号印发
            </Button>
          )}
        </>
      }
    >
      {send.error && <Failure error={send.error} />}
      <QueryView query={query}>
        {(brief) => (
          <article className="panel">
            <p className={page.block}>{brief.summary}</p>
            <BriefWeek brief={brief} />
            <BriefMoved brief={brief} />
            <BriefGaps brief={brief} />
            <BriefClocks brief={brief} />
            <BriefMoney brief={brief} />
          </article>
        )}
      </QueryView>
      <Issued />
    </Page>
  );
}

function Issued() {
  const { data } = useQuery(issuedBriefsQuery);
  if (!data || data.length === 0) return null;
  return (
    <section className="panel no-print" aria-label="已印发的专报">
      <h2 className={`section-title ${page.block}`}>已印发</h2>
      <ul>
        {data.map((each) => (
          <li key={each.id} className={page.line}>
            <a href={issuedBrief(each.id)} download>
              {each.number}
            </a>
            <span className="grow">{each.title}</span>
            {each.day && (
              <Link to="/cockpit/brief" search={{ on: each.day }}>
                看当天的情况
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
