import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { planQuery } from '../../../api/plans.ts';
import type { Plan, PlanMeasure, Span } from '../../../api/types/index.ts';
import { useListCursor } from '../../../parts/matter-table/use-list-cursor.ts';
import { QueryView } from '../../../parts/query-view.tsx';
import { Empty } from '../../../parts/states.tsx';
import { usePreference } from '../../../parts/use-preference.ts';
import { useTitle } from '../../../parts/use-title.ts';
import { BulkBar } from './bulk-bar.tsx';
import { Checklist } from './checklist.tsx';
import { type Check, checksOf, measuresOf, unknownNames } from './doubts.ts';
import { MeasureRow } from './measure-row.tsx';
import { NamesPanel } from './names-panel.tsx';
import styles from './review.module.css';
import { ReviewHead } from './review-head.tsx';
import { SourcePane } from './source-pane.tsx';
import { useReview } from './use-review.ts';

const route = getRouteApi('/official/plans/$id/review');

/** 计划拆解: the document at the left, what was read from it at the right. */
export function ReviewPage() {
  const { id } = route.useParams();
  const query = useQuery({ ...planQuery(id), refetchOnWindowFocus: false });
  return <QueryView query={query}>{(plan) => <Review key={plan.id} plan={plan} />}</QueryView>;
}

function Review({ plan }: { readonly plan: Plan }) {
  useTitle('计划拆解');
  const review = useReview(plan);
  const { draft } = review;
  const [check, setCheck] = useState<Check>();
  const [order, setOrder] = usePreference<'doubt' | 'source'>('review.order', 'doubt');
  const [hovered, setHovered] = useState<string>();
  const [place, setPlace] = useState<Span>();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const mark = useCallback(
    (key: string, on: boolean) =>
      setMarked((old) => new Set(on ? [...old, key] : [...old].filter((each) => each !== key))),
    [],
  );
  const measures = useMemo(() => measuresOf(draft), [draft]);
  const unknown = useMemo(() => new Set(unknownNames(draft).map(({ name }) => name)), [draft]);
  const shown = useMemo(() => arrange(measures, unknown, check, order), [measures, unknown, check, order]);
  const cursor = useListCursor({ rows: shown, idOf: (measure) => measure.key });
  const active = hovered ?? cursor.id;
  return (
    <div className={styles.page}>
      <ReviewHead plan={plan} review={review} onCheck={setCheck} onShow={setPlace} />
      <div className={styles.panes}>
        <SourcePane
          draft={draft}
          measures={measures}
          active={active}
          start={shown[0]?.key}
          place={place}
          onHover={setHovered}
          onChoose={(key) => cursor.choose(shown.findIndex((one) => one.key === key))}
        />
        <section className={`panel ${styles.rows}`} aria-label="拆出的措施">
          <Checklist
            measures={measures}
            unknown={unknown}
            check={check}
            onCheck={setCheck}
            order={order}
            onOrder={setOrder}
          />
          {check === 'units' && <NamesPanel draft={draft} onChange={review.change} />}
          {shown.length > 0 && (
            <BulkBar shown={shown} unknown={unknown} marked={marked} onMark={setMarked} onChange={review.change} />
          )}
          {shown.length === 0 && <Empty title="这一类都核对过了">换一类看，或点“全部”。</Empty>}
          <ul className={styles.list}>
            {shown.map((measure) => (
              <MeasureRow
                key={measure.key}
                measure={measure}
                draft={draft}
                unknown={unknown}
                active={active === measure.key}
                chosen={cursor.id === measure.key}
                marked={marked.has(measure.key)}
                onMark={mark}
                onHover={setHovered}
                onChange={review.change}
              />
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}

function arrange(
  measures: readonly PlanMeasure[],
  unknown: ReadonlySet<string>,
  check: Check | undefined,
  order: 'doubt' | 'source',
): readonly PlanMeasure[] {
  const fit = check ? measures.filter((measure) => checksOf(measure, unknown).includes(check)) : measures;
  return order === 'source' ? fit : [...fit].sort((a, b) => a.confidence - b.confidence);
}
