import { useInfiniteQuery } from '@tanstack/react-query';
import { enterpriseChangesQuery } from '../../api/changes.ts';
import { PagedList } from '../../parts/paged-list.tsx';
import { Empty } from '../../parts/states.tsx';
import { DeliveryLine } from './delivery-line.tsx';

/** Who was told of the changes of one enterprise, and who has taken them in. */
export function ChangeList({ id }: { readonly id: string }) {
  const query = useInfiniteQuery(enterpriseChangesQuery(id));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="panel" aria-label="变更推送">
      <PagedList
        query={query}
        rows={rows}
        empty={<Empty title="还没有推送过变更">登记信息变更后推给了哪些部门、哪些部门已签收，会列在这里。</Empty>}
      >
        {(each) => <DeliveryLine key={`${each.no}-${each.department.id}`} delivery={each} />}
      </PagedList>
    </section>
  );
}
