import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type CodePage, codesQuery, type ShownCode } from '../../api/code-lists.ts';
import { useSite } from '../../api/session.ts';
import { NextPage } from '../../parts/next-page.tsx';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { saveCsv } from '../../parts/save-csv.ts';
import { Scroll } from '../../parts/scroll.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayOf } from '../../parts/time.ts';

const route = getRouteApi('/official/code-lists');

/** One list, level by level; a search looks through all levels and says where each find lies. */
export function CodeTable({ list }: { readonly list: string }) {
  const { q, under } = route.useSearch();
  const filter = { ...(q && { q }), ...(under && !q && { under }) };
  const query = useInfiniteQuery(codesQuery(list, filter));
  return (
    <section className="panel" aria-label="代码">
      <QueryView query={query}>
        {({ pages }) => {
          const [head] = pages;
          if (!head) return null;
          return (
            <>
              <Head of={head} />
              <Place of={head} searching={q !== undefined} />
              <Codes list={list} items={pages.flatMap((each) => each.items)} searching={q !== undefined} />
              <NextPage query={query} className={page.block} />
            </>
          );
        }}
      </QueryView>
    </section>
  );
}

function Head({ of: { list, title, source, codes } }: { readonly of: CodePage }) {
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const all = useSite()?.lists[list] ?? [];
  const save = () =>
    saveCsv(`${title}.csv`, [
      ['代码', '名称', '上级'],
      ...all.map((each) => [each.code, each.title, each.parent ?? '']),
    ]);
  return (
    <div className={page.block}>
      <h2 className="section-title">{title}</h2>
      <p className="meta">
        {codes}&thinsp;个代码，{sourceWords(source)}
      </p>
      <div className="row no-print" style={{ marginTop: 8 }}>
        <Input.Search
          key={q ?? ''}
          aria-label="代码开头或名称里的词"
          placeholder="代码开头或名称里的词"
          defaultValue={q ?? ''}
          allowClear
          maxLength={60}
          onSearch={(value) => void navigate({ search: { list, ...(value.trim() && { q: value.trim() }) } })}
          style={{ width: 260 }}
        />
        <Button onClick={save}>导出整张表</Button>
      </div>
    </div>
  );
}

const sourceWords = (source: CodePage['source']): string =>
  source
    ? [
        `出自《${source.title}》${source.document ? `（${source.document}）` : ''}`,
        ...(source.date ? [`${dayOf(source.date)}起施行`] : []),
        ...(source.assumed ? ['待与原文核对'] : []),
      ].join('，')
    : '本系统自定';

/** Where one is in the levels, and the way up. */
function Place({ of: { list, path, found }, searching }: { readonly of: CodePage; readonly searching: boolean }) {
  if (searching)
    return (
      <p className={page.block}>
        找到&thinsp;{found}&thinsp;个。
        <Link to="/code-lists" search={{ list }} style={{ textDecoration: 'underline' }}>
          看整张表
        </Link>
      </p>
    );
  if (path.length === 0) return null;
  return (
    <nav className={`row ${page.block}`} aria-label="各级上级">
      <Link to="/code-lists" search={{ list }}>
        全部
      </Link>
      {path.map(({ code, title }, at) => (
        <span key={code}>
          <span aria-hidden="true">›&ensp;</span>
          {at === path.length - 1 ? (
            <strong>{`${code} ${title}`}</strong>
          ) : (
            <Link to="/code-lists" search={{ list, under: code }}>{`${code} ${title}`}</Link>
          )}
        </span>
      ))}
    </nav>
  );
}

type CodesProps = {
  readonly list: string;
  readonly items: readonly ShownCode[];
  readonly searching: boolean;
};

function Codes({ list, items, searching }: CodesProps) {
  if (items.length === 0) return <Empty title="没有找到">换个代码开头或名称里的词试试。</Empty>;
  const deep = items.some((each) => each.below > 0);
  return (
    <Scroll title="代码表格">
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">代码</th>
            <th scope="col">名称</th>
            {searching && <th scope="col">上级</th>}
            {deep && <th scope="col">下一级</th>}
          </tr>
        </thead>
        <tbody>
          {items.map(({ code, title, above, below }) => (
            <tr key={code}>
              <td style={{ whiteSpace: 'nowrap' }}>{code}</td>
              <td>{title}</td>
              {searching && <td className="meta">{above.join(' › ')}</td>}
              {deep && (
                <td style={{ whiteSpace: 'nowrap' }}>
                  {below > 0 && (
                    <Link to="/code-lists" search={{ list, under: code }} aria-label={`${title}的下一级`}>
                      {below}&thinsp;个
                    </Link>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
