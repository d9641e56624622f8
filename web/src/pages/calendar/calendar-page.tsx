import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { type CalendarSource, calendarQuery, type LocalDay, type WorkCalendar } from '../../api/calendar.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { dayOf, isoDay } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { YearTable } from './year-table.tsx';

/** 工作日历: which days count, by which notice, and from when on nobody knows yet. */
export function CalendarPage() {
  const query = useQuery(calendarQuery);
  return (
    <Page title="工作日历" meta="所有时限都按它推算：节假日不计，调休补班日照计。" actions={<PrintButton />} narrow>
      <QueryView query={query}>{(calendar) => <Calendar calendar={calendar} />}</QueryView>
    </Page>
  );
}

function Calendar({ calendar }: { readonly calendar: WorkCalendar }) {
  const thisYear = Number(isoDay(useNow()).slice(0, 4));
  const [year, setYear] = useState<number>();
  const shown = calendar.years.find((each) => each.year === (year ?? thisYear)) ?? calendar.years[0];
  return (
    <>
      <Provisional calendar={calendar} />
      {shown && (
        <section className="panel" aria-label={`${shown.year}年放假和补班`}>
          <div className={`spread ${page.block}`}>
            <h2 className="section-title">{shown.year}&thinsp;年</h2>
            <Select
              className="no-print"
              aria-label="年份"
              value={shown.year}
              options={calendar.years.map((each) => ({ value: each.year, label: `${each.year} 年` }))}
              onChange={setYear}
              style={{ width: 104 }}
            />
          </div>
          <YearTable year={shown} />
          <p className={page.block}>
            依据：
            <Source source={shown.source} />
          </p>
        </section>
      )}
      <Local days={calendar.overrides} />
      <Hours calendar={calendar} />
    </>
  );
}

function Provisional({ calendar }: { readonly calendar: WorkCalendar }) {
  return (
    <p className={page.warning}>
      放假安排已公布到{dayOf(calendar.coveredThrough)}。{calendar.provisionalFrom.slice(0, 4)}
      &thinsp;年起暂按周一至周五推算，落在其中的期限都标“暂定”，通知公布、日历更新后自动改准。
    </p>
  );
}

function Local({ days }: { readonly days: readonly LocalDay[] }) {
  return (
    <section className="panel" aria-label="本地规定">
      <h2 className={`section-title ${page.line}`}>本地另行规定的日子</h2>
      {days.length === 0 ? (
        <p className={`meta ${page.block}`}>没有。全部按国家通知。</p>
      ) : (
        <ul>
          {days.map((each) => (
            <li key={each.day} className={page.line}>
              <strong>{dayOf(each.day)}</strong>
              <span>{each.kind === 'work' ? '上班' : '休息'}</span>
              <span className="grow">{each.reason}</span>
              {each.source && (
                <span className="meta">
                  <Source source={each.source} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Hours({ calendar }: { readonly calendar: WorkCalendar }) {
  return (
    <section className="panel" aria-label="办公时间">
      <h2 className={`section-title ${page.line}`}>办公时间</h2>
      <div className={page.block}>
        <p>{calendar.businessHours.map(({ from, to }) => `${from}–${to}`).join('，')}，时限只在这些时间里走。</p>
        <p>
          以日计的期限在最后一日&thinsp;{calendar.endOfDay}&thinsp;截止。
          {calendar.endOfDayBasis && `依据：${calendar.endOfDayBasis}。`}
        </p>
        <p className="meta">日历版本&thinsp;{calendar.version}（每件事项的时限记着它按哪一版推算）</p>
      </div>
    </section>
  );
}

/** The notice, its date, and whether anybody checked the number. */
function Source({ source }: { readonly source: CalendarSource }) {
  const words = source.title ? `《${source.title}》（${source.document}）` : source.document;
  return (
    <>
      {source.url ? (
        <a href={source.url} target="_blank" rel="noreferrer" style={{ textDecoration: 'underline' }}>
          {words}
        </a>
      ) : (
        words
      )}
      {source.date && `，${dayOf(source.date)}发布`}
      {source.assumed && '（文号待核实）'}
    </>
  );
}
