import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { type Monthly, monthlyQuery, type UnitMonth } from '../../api/quality.ts';
import { MonthPicker } from '../../parts/month-picker.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { saveCsv } from '../../parts/save-csv.ts';
import { Empty } from '../../parts/states.tsx';
import { isoDay } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { LeftOver } from './left-over.tsx';
import { Rates } from './rates.tsx';
import { UnitTable } from './unit-table.tsx';

const route = getRouteApi('/official/monthly');

/** 月月清零: opened, closed, carried over per unit, and by name who must explain what is left. */
export function MonthlyPage() {
  const now = useNow();
  const { month = isoDay(now).slice(0, 7) } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(monthlyQuery(month));
  const actions = (
    <>
      <MonthPicker value={month} onChange={(next) => void navigate({ search: { month: next } })} />
      <PrintButton />
      <Button disabled={!query.data} onClick={() => query.data && save(query.data)}>
        导出
      </Button>
    </>
  );
  return (
    <Page title={`月月清零 ${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`} actions={actions}>
      <QueryView query={query}>
        {(report) =>
          report.units.length === 0 ? (
            <section className="panel">
              <Empty title="这个月没有诉求">换一个月看看。</Empty>
            </section>
          ) : (
            <>
              <Rates month={month} rates={report.rates} />
              <UnitTable month={month} units={report.units} total={totalOf(report.units)} />
              <section className="panel" aria-label="没有清零的事项">
                <h2 className={`section-title ${page.line}`}>没有清零的，由谁说明</h2>
                {report.units
                  .filter((unit) => unit.left.length > 0)
                  .map((unit) => (
                    <LeftOver key={unit.unit.id} month={month} unit={unit} />
                  ))}
              </section>
            </>
          )
        }
      </QueryView>
    </Page>
  );
}

const counted = ['carriedIn', 'opened', 'reopened', 'closed', 'carriedOver'] as const;

function totalOf(units: readonly UnitMonth[]): UnitMonth {
  const sum = (key: (typeof counted)[number]) => units.reduce((all, unit) => all + unit[key], 0);
  return {
    unit: { id: '', name: '合计' },
    left: [],
    carriedIn: sum('carriedIn'),
    opened: sum('opened'),
    reopened: sum('reopened'),
    closed: sum('closed'),
    carriedOver: sum('carriedOver'),
  };
}

function save({ month, units }: Monthly): void {
  const head = ['单位', '上月结转', '本月新增', '本月重办', '本月销号', '结转下月'];
  const rows = [...units, totalOf(units)].map((unit) => [unit.unit.name, ...counted.map((key) => unit[key])]);
  const left = units.flatMap((unit) =>
    unit.left.map((one) => [
      unit.unit.name,
      one.number,
      one.title ?? '',
      one.explain.unit.name,
      one.explain.section ?? '',
      one.explain.person?.name ?? '',
    ]),
  );
  saveCsv(`月月清零-${month}.csv`, [
    head,
    ...rows,
    [],
    ['单位', '未清零事项', '标题', '说明单位', '科室', '说明人'],
    ...left,
  ]);
}
