import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import dayjs from 'dayjs';
import { type ClaimFilters, claimSumsQuery } from '../../api/claims.ts';
import { figure, money } from '../../parts/figures.ts';
import { QueryView } from '../../parts/query-view.tsx';
import funds from '../funds/funds.module.css';

type Props = { readonly filters: ClaimFilters; readonly onChange: (next: ClaimFilters) => void };

const wholeMonth = (month: string) => ({ from: `${month}-01`, to: dayjs(month).endOf('month').format('YYYY-MM-DD') });

/** What the claims that are asked for come to; each month is a place to go to. */
export function ClaimSums({ filters, onChange }: Props) {
  const query = useQuery(claimSumsQuery(filters));
  return (
    <section className={`panel panel-pad ${funds.figures}`} aria-label="合计">
      <QueryView query={query} rows={1}>
        {({ count, asked, granted, arrived, months }) => (
          <>
            <div>
              <span className="meta">笔数</span>
              <strong>{figure(count)}</strong>
            </div>
            <div>
              <span className="meta">申请</span>
              <strong>{money(asked)}</strong>
            </div>
            <div>
              <span className="meta">已批准</span>
              <strong>
                <Link to="/claims" search={{ ...filters, status: 'approved' }}>
                  {money(granted)}
                </Link>
              </strong>
            </div>
            <div>
              <span className="meta">已到账</span>
              <strong>
                <Link to="/claims" search={{ ...filters, arrived: 'yes' }}>
                  {money(arrived)}
                </Link>
              </strong>
            </div>
            {months.length > 1 && (
              <Select
                aria-label="跳到申领的月份"
                placeholder="跳到月份"
                value={null}
                onChange={(month: string | null) => month && onChange({ ...filters, ...wholeMonth(month) })}
                options={months.map(({ month, count: of }) => ({ value: month, label: `${month}　${figure(of)} 笔` }))}
                popupMatchSelectWidth={false}
                className="no-print"
                style={{ minWidth: 120, marginInlineStart: 'auto', alignSelf: 'center' }}
              />
            )}
          </>
        )}
      </QueryView>
    </section>
  );
}
