import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { type ReachStep, reachedQuery } from '../../api/policies.ts';
import { NextPage } from '../../parts/next-page.tsx';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { useNarrow } from '../../parts/use-narrow.ts';

type Props = {
  readonly clause: string;
  readonly step: ReachStep;
  readonly title: string;
  readonly onClose: () => void;
};

/** Which firms a figure of the reach counts. */
export function ReachedFirms({ clause, step, title, onClose }: Props) {
  const narrow = useNarrow();
  const query = useInfiniteQuery(reachedQuery(clause, step));
  return (
    <Drawer open onClose={onClose} title={title} placement={narrow ? 'bottom' : 'right'} size={narrow ? '85%' : 420}>
      <QueryView query={query} rows={4}>
        {({ pages }) => {
          const items = pages.flatMap((each) => each.items);
          if (items.length === 0) return <Empty title="没有企业" />;
          return (
            <ul>
              {items.map(({ id, name }) => (
                <li key={id} className={page.line}>
                  <Link to="/enterprises/$id" params={{ id }} className={page.name ?? ''}>
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          );
        }}
      </QueryView>
      <NextPage query={query} className={page.block} />
    </Drawer>
  );
}
