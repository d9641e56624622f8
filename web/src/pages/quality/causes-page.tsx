import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { causesQuery, type DigestLine, digestQuery } from '../../api/quality.ts';
import { MonthPicker } from '../../parts/month-picker.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { isoDay, lastDayOf } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { CauseLine } from './cause-line.tsx';

const route = getRouteApi('/official/quality/causes');

/** 共性问题: what rose beyond its own history, and what there was most of. */
export function CausesPage() {
  const now = useNow();
  const { month: chosen, view } = route.useSearch();
  const month = chosen ?? isoDay(now).slice(0, 7);
  const isRolling = view !== 'digest' && chosen === undefined;
  const navigate = route.useNavigate();
  const actions = (
    <>
      <MonthPicker
        value={month}
        onChange={(next) => void navigate({ search: { month: next, ...(view && { view }) } })}
      />
      <PrintButton />
    </>
  );
  return (
    <Page
      title="共性问题"
      meta={isRolling ? '近 30 天' : `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`}
      actions={actions}
    >
      <div className="row no-print">
        <Segmented
          aria-label="怎么看"
          value={view ?? 'found'}
          onChange={(next) =>
            void navigate({ search: { ...(chosen && { month: chosen }), ...(next === 'digest' && { view: next }) } })
          }
          options={[
            { value: 'found', label: '异常增多' },
            { value: 'digest', label: '月报' },
          ]}
        />
      </div>
      <section className="panel" aria-label={view === 'digest' ? '共性问题月报' : '异常增多的问题'}>
        {view === 'digest' ? <Digest month={month} /> : <Found month={chosen} />}
      </section>
    </Page>
  );
}

function Found({ month }: { readonly month: string | undefined }) {
  const query = useQuery(causesQuery(month));
  return (
    <QueryView query={query}>
      {({ found, records, tested }) => (
        <>
          <p className={page.line}>
            看了{month ? '这个月' : '近三十天'}的&thinsp;{records}&thinsp;件，比了&thinsp;{tested}
            &thinsp;组“成因、单位、类别”，与各自此前半年相比，
            {found.length > 0 ? (
              <>有&thinsp;{found.length}&thinsp;组异常增多；其中可能有一成是误报</>
            ) : (
              '没有异常增多的'
            )}
            。
          </p>
          {found.length > 0 ? (
            <ul>
              {found.map((cause) => (
                <CauseLine
                  key={`${cause.cause}-${cause.unit.id}-${cause.item.code}`}
                  cause={cause}
                  when={month ? '本月' : '近三十天'}
                />
              ))}
            </ul>
          ) : (
            <Empty title="没有发现共性问题">
              同一原因在同一单位突然多起来时会列在这里，可以立为一类事，一并解决；系统每天也会自动立项。
            </Empty>
          )}
        </>
      )}
    </QueryView>
  );
}

function Digest({ month }: { readonly month: string }) {
  const query = useQuery(digestQuery(month));
  return (
    <QueryView query={query}>
      {({ lines }) =>
        lines.length > 0 ? (
          <ol>
            {lines.map((line) => (
              <DigestRow key={`${line.cause}-${line.item.code}`} line={line} month={month} />
            ))}
          </ol>
        ) : (
          <Empty title="这个月没有诉求">换一个月看看。</Empty>
        )
      }
    </QueryView>
  );
}

function DigestRow({ line, month }: { readonly line: DigestLine; readonly month: string }) {
  const period = { openedFrom: `${month}-01`, openedTo: lastDayOf(month) };
  const change = line.count - line.before;
  return (
    <li className={page.line}>
      <Link
        to="/matters"
        search={{ category: line.item.code, ...period }}
        className={page.name ?? ''}
        style={{ width: 200 }}
      >
        {line.cause}
      </Link>
      <span style={{ width: 220 }}>
        {line.count}&thinsp;件，上月&thinsp;{line.before}&thinsp;件
        {change !== 0 && `，${change > 0 ? '多' : '少'}\u2009${Math.abs(change)}\u2009件`}
      </span>
      <span className="meta grow" style={{ minWidth: 220 }}>
        {line.units.map((one) => `${one.unit.name}\u2009${one.count}`).join('、')}
      </span>
    </li>
  );
}
