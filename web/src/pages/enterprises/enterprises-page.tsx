import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { type EnterpriseFilters, type EnterpriseRow, enterprisesQuery, tagsQuery } from '../../api/enterprises.ts';
import { useAccount, useSite } from '../../api/session.ts';
import { choicesOf } from '../../parts/code-choices.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Empty } from '../../parts/states.tsx';
import { can } from '../../shell/permissions.ts';
import styles from './enterprises.module.css';

const route = getRouteApi('/official/enterprises');

/** Enterprises by name, place, trade, size and tag; the filters are in the address. */
export function EnterprisesPage() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const account = useAccount();
  const query = useInfiniteQuery(enterprisesQuery(filters));
  const rows = query.data?.pages.flatMap((each) => each.items) ?? [];
  const { data: tags = [] } = useQuery(tagsQuery);
  const set = (change: { [key in keyof EnterpriseFilters]?: string | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...filters, ...change }).filter(([, value]) => value));
    void navigate({ search: next, replace: true });
  };
  return (
    <Page
      title="企业"
      actions={
        <>
          <Link to="/enterprises/gradient">
            <Button>梯度培育</Button>
          </Link>
          <Link to="/enterprises/changes">
            <Button>变更推送</Button>
          </Link>
          {can(account, 'facts.import') && (
            <Link to="/enterprises/import">
              <Button>导入数据</Button>
            </Link>
          )}
        </>
      }
    >
      <Filters filters={filters} set={set} tags={tags} />
      <section className="panel" aria-label="企业清单">
        <PagedList
          query={query}
          rows={rows}
          unit="家"
          empty={<Empty title="没有符合条件的企业">可以放宽条件，或换一个写法再找。</Empty>}
        >
          {(each) => <Row key={each.id} row={each} />}
        </PagedList>
      </section>
    </Page>
  );
}

type FiltersProps = {
  readonly filters: EnterpriseFilters;
  readonly set: (change: { [key in keyof EnterpriseFilters]?: string | undefined }) => void;
  readonly tags: readonly { readonly id: string; readonly title: string; readonly count: number }[];
};

function Filters({ filters, set, tags }: FiltersProps) {
  const site = useSite();
  const [text, setText] = useState(filters.q ?? '');
  const lists = site?.lists ?? {};
  const divisions = (lists.industry ?? []).filter((each) => /^\d{2}$/.test(each.code));
  const choices = [
    { key: 'region' as const, title: '地区', options: choicesOf(lists.region ?? []) },
    {
      key: 'industry' as const,
      title: '行业',
      options: divisions.map((each) => ({ value: each.code, label: each.title })),
    },
    { key: 'scale' as const, title: '规模', options: choicesOf(lists.scale ?? []) },
    {
      key: 'tag' as const,
      title: '标签',
      options: tags.map((each) => ({ value: each.id, label: `${each.title} ${each.count}` })),
    },
  ];
  return (
    <search className="row no-print">
      <Input.Search
        data-page-search=""
        aria-label="搜索企业"
        placeholder="企业名称或统一社会信用代码"
        allowClear
        value={text}
        onChange={(event) => setText(event.target.value)}
        onSearch={(q) => set({ q: q.trim() || undefined })}
        style={{ width: 260 }}
      />
      {choices.map(({ key, title, options }) => (
        <Select
          key={key}
          aria-label={title}
          placeholder={title}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={filters[key] ?? null}
          onChange={(next: string | null) => set({ [key]: next ?? undefined })}
          options={options}
          popupMatchSelectWidth={false}
          style={{ minWidth: 96 }}
        />
      ))}
    </search>
  );
}

function Row({ row }: { readonly row: EnterpriseRow }) {
  const site = useSite();
  const titleOf = (list: string, code: string | undefined) =>
    site?.lists[list]?.find((each) => each.code === code)?.title;
  const about = [titleOf('region', row.region), titleOf('industry', row.industry), titleOf('scale', row.scale)].filter(
    Boolean,
  );
  return (
    <li className={page.line}>
      <div className="grow">
        <Link to="/enterprises/$id" params={{ id: row.id }} className={page.name}>
          {row.name}
        </Link>
        <p className="meta">{[...about, row.id].join('，')}</p>
      </div>
      <span className={`meta ${styles.rowTags}`}>{row.tags.map((each) => each.title).join('、')}</span>
    </li>
  );
}
