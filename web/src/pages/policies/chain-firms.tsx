import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { chainFirmsQuery, type LinkAsked } from '../../api/policy-keep.ts';
import { NextPage } from '../../parts/next-page.tsx';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { useNarrow } from '../../parts/use-narrow.ts';

/** Who the firms of a link are. */
export function ChainFirms({ asked, onClose }: { readonly asked: LinkAsked; readonly onClose: () => void }) {
  const narrow = useNarrow();
  const query = useInfiniteQuery(chainFirmsQuery(asked));
  return (
    <Drawer
      open
      onClose={onClose}
      title={`${asked.chain} · ${asked.link}${asked.broad ? '（行业代码只到大类）' : ''}`}
      placement={narrow ? 'bottom' : 'right'}
      size={narrow ? '85%' : 420}
    >
      <QueryView query={query} rows={4}>
        {({ pages }) => (
          <ul>
            {pages
              .flatMap(({ items }) => items)
              .map(({ id, name }) => (
                <li key={id} className={page.line}>
                  <Link to="/enterprises/$id" params={{ id }} className={page.name}>
                    {name}
                  </Link>
                </li>
              ))}
          </ul>
        )}
      </QueryView>
      <NextPage query={query} className={page.block} />
    </Drawer>
  );
}
