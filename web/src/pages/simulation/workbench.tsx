import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { type Asked, curveQuery, type Scenario, type TrialSet, tryQuery, type Which } from '../../api/simulation.ts';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { Failure } from '../../parts/states.tsx';
import { useSettled } from '../../parts/use-settled.ts';
import { Breakdown } from './breakdown.tsx';
import { BudgetBar } from './budget-bar.tsx';
import { ClauseCard } from './clause-card.tsx';
import { CompareTable } from './compare-table.tsx';
import { CurveChart } from './curve-chart.tsx';
import { FirmsDrawer } from './firms-drawer.tsx';
import { Glance, Headline } from './headline.tsx';
import { RuleTable } from './rule-table.tsx';
import { SaveBar } from './save-bar.tsx';
import styles from './simulation.module.css';
import { useVariants } from './use-variants.ts';
import { VariantTabs } from './variant-tabs.tsx';
import { COARSENESS, handleTitle } from './words.ts';

const route = getRouteApi('/official/simulation');
/** Slow enough to ask once for one drag, quick enough to feel as one with it. */
const HOLD = 60;

type Props = { readonly set: TrialSet; readonly scenario: Scenario | undefined };

/** The sentences with their handles on one side, what comes of it on the other. */
export function Workbench({ set, scenario }: Props) {
  const { by, p } = route.useSearch();
  const navigate = route.useNavigate();
  const variants = useVariants(scenario?.settings);
  const [who, setWho] = useState<Which>();
  const pick = (parameter: string) => void navigate({ search: (was) => ({ ...was, p: parameter }), replace: true });
  const { values, budget } = useSettled(variants.now, HOLD);
  const asked: Asked = { set: set.id, clauses: scenario?.clauses ?? [], values, ...(budget ? { budget } : {}) };
  const figures = useQuery(tryQuery(asked));
  const active = set.movables.find((each) => each.parameter === p) ?? set.movables.find((each) => each.scale);
  const curve = useQuery({
    ...curveQuery(asked, active?.parameter ?? ''),
    enabled: active?.scale !== undefined,
    placeholderData: keepPreviousData,
  });
  const at = Number.parseFloat(String(variants.now.values[active?.parameter ?? ''] ?? active?.scale?.value ?? 0));
  const scoped = set.clauses.filter((each) => !scenario?.clauses.length || scenario.clauses.includes(each.id));
  return (
    <>
      {set.hidden.length > 0 && (
        <p className={page.warning}>
          用到您无权逐户查看的数据（{set.hidden.join('、')}
          ）：这些条款的数据按十户归并，{COARSENESS}；不足十户的不显示，不列名单。只用公开数据的条款是确数。
        </p>
      )}
      {scenario?.changed && <p className={page.warning}>保存以后条款原文改过，下面按现在的原文重新推演。</p>}
      <VariantTabs variants={variants}>
        <SaveBar set={set} scenario={scenario} variants={variants.all} at={variants.at} />
      </VariantTabs>
      <div className={styles.desk}>
        <section className={`panel ${styles.clauses}`} aria-label="条款原文，数字可以调整">
          {scoped.map((clause) => (
            <ClauseCard
              key={clause.id}
              clause={clause}
              movables={set.movables.filter((each) => each.clause === clause.id)}
              values={variants.now.values}
              active={active?.parameter}
              open={active?.clause === clause.id}
              onPick={pick}
              onChange={variants.move}
            />
          ))}
          {figures.data && <Glance figures={figures.data} />}
        </section>
        <div className={page.page}>
          <section className="panel" aria-label="结果">
            <div className={page.block}>
              {figures.isError && figures.data !== undefined && <Failure error={figures.error} />}
              <QueryView query={figures} rows={4}>
                {(found) => <Headline figures={found} size={set.size} busy={figures.isFetching} onWho={setWho} />}
              </QueryView>
            </div>
            <div className={page.block}>
              <BudgetBar budget={variants.now.budget} orders={set.orders} onChange={variants.setBudget} />
            </div>
            {active?.scale && (
              <div className={page.block}>
                <QueryView query={curve} rows={4}>
                  {(found) => (
                    <CurveChart
                      title={handleTitle(active)}
                      clause={set.clauses.find((each) => each.id === found.clause)?.title ?? ''}
                      curve={found}
                      at={at}
                      written={active.scale?.value ?? 0}
                    />
                  )}
                </QueryView>
              </div>
            )}
          </section>
          {figures.data && (
            <section className="panel" aria-label="分布和得失">
              <div className={page.block}>
                <h2>谁得谁失</h2>
                <Breakdown
                  figures={figures.data}
                  dimension={by}
                  onDimension={(name) => void navigate({ search: (was) => ({ ...was, by: name }), replace: true })}
                />
              </div>
              <div className={page.block}>
                <h2>逐条</h2>
                <RuleTable figures={figures.data} clauses={scoped} />
              </div>
            </section>
          )}
        </div>
      </div>
      <CompareTable set={set} clauses={scenario?.clauses ?? []} variants={variants.all} />
      {who && <FirmsDrawer asked={asked} which={who} onClose={() => setWho(undefined)} />}
    </>
  );
}
