import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { collectIndicatorsQuery } from '../../api/collect.ts';
import { bundleUrl, type Material, materialFile, materialsQuery, withdrawMaterial } from '../../api/materials.ts';
import { useAccount } from '../../api/session.ts';
import type { Named } from '../../api/types/index.ts';
import { useSend } from '../../api/use-send.ts';
import { fileSize } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty, Failure } from '../../parts/states.tsx';
import { dayOf } from '../../parts/time.ts';
import { can } from '../../shell/permissions.ts';
import { KINDS, MaterialForm } from './material-form.tsx';

const route = getRouteApi('/official/collect/materials');
const DEFAULT = 'quzhou-targets';

/** 参评资料库: by indicator, each with where it comes from, of which day, and what it shows. */
export function MaterialsPage() {
  const { scheme = DEFAULT, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const schemes = useQuery(collectIndicatorsQuery);
  const query = useQuery(materialsQuery(filter));
  const [adding, setAdding] = useState(false);
  const may = can(useAccount(), 'materials.write');
  const leaves = schemes.data?.find((each) => each.id === scheme)?.indicators ?? [];
  const set = (part: Record<string, string | undefined>) =>
    void navigate({ search: ({ before: _, ...was }) => ({ ...was, ...part }) });
  return (
    <Page
      title="参评资料库"
      meta="按指标存文件、图片、链接和统计数据，每份写明来源、日期和它说明什么；评价时一键导出，附目录。"
      actions={
        <>
          <Button href={bundleUrl(scheme, filter.indicators)}>导出资料包</Button>
          {may && !adding && (
            <Button type="primary" onClick={() => setAdding(true)}>
              登记资料
            </Button>
          )}
        </>
      }
    >
      {adding && <MaterialForm leaves={leaves} onClose={() => setAdding(false)} />}
      <div className="row">
        <Select
          aria-label="指标方案"
          value={scheme}
          style={{ width: 240, maxWidth: '100%' }}
          options={(schemes.data ?? []).map((each) => ({ value: each.id, label: each.title }))}
          onChange={(next: string) => void navigate({ search: { scheme: next } })}
        />
        <IndicatorPicker leaves={leaves} value={filter.indicators} onChange={(next) => set({ indicators: next })} />
        <Select
          aria-label="种类"
          allowClear
          placeholder="种类"
          style={{ width: 120 }}
          value={filter.kind ?? null}
          options={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
          onChange={(next: string | null) => set({ kind: next ?? undefined })}
        />
        <Input.Search
          aria-label="搜索资料"
          placeholder="名称、要点、来源"
          allowClear
          defaultValue={filter.q ?? ''}
          style={{ width: 220 }}
          onSearch={(next) => set({ q: next.trim() || undefined })}
        />
      </div>
      <section className="panel" aria-label="资料">
        <QueryView query={query}>
          {({ items, next }) =>
            items.length === 0 ? (
              <Empty title="没有资料">换个指标或搜索词看看；登记的资料都会列在这里。</Empty>
            ) : (
              <ul>
                {items.map((each) => (
                  <Line key={each.id} material={each} may={may} />
                ))}
                {next !== undefined && (
                  <li className={page.line}>
                    <Link to="/collect/materials" search={(was) => ({ ...was, before: String(next) })}>
                      更早的
                    </Link>
                  </li>
                )}
              </ul>
            )
          }
        </QueryView>
      </section>
    </Page>
  );
}

type PickerProps = {
  readonly leaves: readonly Named[];
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
};

function IndicatorPicker({ leaves, value, onChange }: PickerProps) {
  return (
    <Select
      aria-label="指标"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="全部指标"
      style={{ width: 240, maxWidth: '100%' }}
      value={value ?? null}
      options={leaves.map((each) => ({ value: each.id, label: each.name }))}
      onChange={(next: string | null) => onChange(next ?? undefined)}
    />
  );
}

function Line({ material, may }: { readonly material: Material; readonly may: boolean }) {
  const [withdrawing, setWithdrawing] = useState(false);
  const { id, number, kind, title, supports, source, day, indicators, url, figure, file, unit, mine } = material;
  return (
    <li className={page.line}>
      <div className="grow" style={{ minWidth: 240 }}>
        <strong>{title}</strong>
        <p>{supports}</p>
        {figure && <p>数据：{figure}</p>}
        <p className="meta">
          {number} · {KINDS[kind]} · 来源 {source} · {dayOf(day)} · {indicators.map((each) => each.name).join('、')} ·{' '}
          {unit.name}登记
        </p>
        {withdrawing && <Withdraw id={id} />}
      </div>
      {file && <a href={materialFile(id)}>下载（{fileSize(file.size)}）</a>}
      {url && (
        <a href={url} target="_blank" rel="noreferrer">
          打开链接
        </a>
      )}
      {may && mine && !withdrawing && <Button onClick={() => setWithdrawing(true)}>撤下</Button>}
    </li>
  );
}

function Withdraw({ id }: { readonly id: string }) {
  const [why, setWhy] = useState('');
  const send = useSend(withdrawMaterial, ['materials']);
  return (
    <div className="row">
      <Input
        aria-label="撤下的理由"
        placeholder="撤下的理由"
        maxLength={300}
        style={{ width: 260 }}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
      <Button
        disabled={why.trim().length < 2}
        loading={send.isPending}
        onClick={() => send.mutate({ id, why: why.trim() })}
      >
        撤下
      </Button>
      {send.error && <Failure error={send.error} />}
    </div>
  );
}
