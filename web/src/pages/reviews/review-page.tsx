import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { effectQuery, type ReviewedClause, reviewQuery } from '../../api/policy-reviews.ts';
import { useAccount } from '../../api/session.ts';
import { figure, money, share } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { EffectView } from './effect-view.tsx';
import { VerdictForm } from './verdict-form.tsx';
import { isUncollected, UNCOLLECTED_WHY } from './verdicts.ts';

const route = getRouteApi('/official/policy-reviews/$clause');

/** 一条的绩效, and what was concluded of it. */
export function ReviewPage() {
  const { clause } = route.useParams();
  const query = useQuery(reviewQuery(clause));
  return (
    <Page
      title={query.data ? `绩效：${query.data.title}` : '政策绩效'}
      meta={
        query.data && (
          <>
            <Link to="/policies/$id" params={{ id: query.data.policy.id }}>
              {query.data.policy.title}
            </Link>{' '}
            {query.data.article} · {query.data.owner} · {query.data.standing}
          </>
        )
      }
      actions={<PrintButton />}
    >
      <QueryView query={query}>{(row) => <Body row={row} />}</QueryView>
    </Page>
  );
}

const figuresOf = (row: ReviewedClause): readonly (readonly [string, string])[] => [
  ['现在符合', `${figure(row.eligible)} 户`],
  ['已告知', `${figure(row.told)} 户`],
  ...(isUncollected(row) ? ([['享受和资金', UNCOLLECTED_WHY]] as const) : becameOf(row)),
];

const becameOf = (row: ReviewedClause): readonly (readonly [string, string])[] => [
  ['申领（含免申即享）', `${figure(row.claimed)} 件`],
  ['批准', `${figure(row.approved)} 件${row.pays ? `，${money(row.approvedSum)}` : ''}`],
  ['未通过', `${figure(row.refused)} 件`],
  ['到账', row.pays ? `${figure(row.arrived)} 笔，${money(row.arrivedSum)}` : '不涉及资金'],
  ['申领到到账', row.meanDays === null ? '还没有到账的' : `平均 ${figure(row.meanDays, 1)} 个工作日`],
  ['超过 15 个工作日', `${figure(row.late)} 笔`],
  ['本条支出（含预拨）', row.pays ? money(row.spent) : '不涉及资金'],
  [
    '所属政策预算（各条合计）',
    row.budget
      ? `支出 ${money(row.budget.spent)} / ${money(row.budget.granted)}（${share(row.budget.spent, row.budget.granted)}）`
      : '没有预算科目',
  ],
];

function Body({ row }: { readonly row: ReviewedClause }) {
  const now = useNow();
  const may = can(useAccount(), 'policies.issue') && row.mayConclude;
  return (
    <>
      <section className="panel" aria-label="覆盖、支出、时效">
        <div className={page.scroll}>
          <table className={page.table}>
            <tbody>
              {figuresOf(row).map(([title, value]) => (
                <tr key={title}>
                  <th scope="row">{title}</th>
                  <td>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section className="panel" aria-label="实施前后">
        <div className={page.block}>
          <h2>实施前后</h2>
          <BeforeAfter row={row} />
        </div>
      </section>
      <section className="panel" aria-label="评估结论">
        <div className={page.block}>
          <h2>评估结论</h2>
          {row.history.length === 0 && <p className="meta">还没有结论。</p>}
          <ul>
            {row.history.map((each) => (
              <li key={each.at}>
                <strong>{each.verdict.title}</strong>　{each.reason}
                <p className="meta">
                  {[each.unit, each.by].filter(Boolean).join(' ')} · {moment(each.at, now)}
                  {each.matter && (
                    <>
                      {' · '}
                      <Link to="/matters/$id" params={{ id: each.matter }}>
                        落实情况
                      </Link>
                    </>
                  )}
                  {each.draft && (
                    <>
                      {' · '}
                      <Link to="/policies/drafts/$id" params={{ id: each.draft }}>
                        修订草案
                      </Link>
                    </>
                  )}
                </p>
              </li>
            ))}
          </ul>
        </div>
        {may && (
          <div className={`${page.block} no-print`}>
            <VerdictForm clause={row.clause} />
          </div>
        )}
      </section>
    </>
  );
}

type Choice = ReviewedClause['facts'][number];
const optionsOf = (facts: readonly Choice[]) => facts.map(({ name }) => ({ value: name, label: name }));

/** What can be compared comes first; the rest as the catalogue parts it. */
function choicesOf({ facts, ready }: ReviewedClause) {
  const rest = facts.slice(ready);
  const groups = [...new Set(rest.map((each) => each.group))].map((group) => ({
    label: `${group}（还没有前后的数）`,
    options: optionsOf(rest.filter((each) => each.group === group)),
  }));
  return ready > 0 ? [{ label: '受益企业前后都有数', options: optionsOf(facts.slice(0, ready)) }, ...groups] : groups;
}

function BeforeAfter({ row }: { readonly row: ReviewedClause }) {
  const { fact } = route.useSearch();
  const navigate = route.useNavigate();
  const usual = row.facts.find(({ name }) => row.ready === 0 && name === '上年营业收入') ?? row.facts[0];
  const chosen = fact ?? usual?.name;
  const effect = useQuery({ ...effectQuery(row.clause, chosen ?? ''), enabled: chosen !== undefined });
  return (
    <>
      <Select
        aria-label="看哪项数据"
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        style={{ minWidth: 200 }}
        value={chosen ?? null}
        options={choicesOf(row)}
        placeholder="按名称查找"
        onChange={(next: string) => void navigate({ search: { fact: next }, replace: true })}
      />
      <QueryView query={effect} rows={2}>
        {(found) => <EffectView effect={found} />}
      </QueryView>
    </>
  );
}
