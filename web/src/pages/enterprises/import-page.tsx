import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input, Progress, Select } from 'antd';
import { useState } from 'react';
import { importQuery, importsQuery, isUnderWay, templateUrl, uploadTable } from '../../api/enterprises.ts';
import { DropFile } from '../../parts/drop-file.tsx';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { Failure } from '../../parts/states.tsx';
import { isoDay, moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import styles from './enterprises.module.css';
import { ImportColumns } from './import-columns.tsx';
import { ImportResult, STATE_WORDS } from './import-result.tsx';

const route = getRouteApi('/official/enterprises/import');

/** A table goes in three steps: whose it is, what its columns mean, tried out and run. */
export function ImportPage() {
  const { id } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page
      title="导入企业数据"
      meta="Excel 或 CSV，几十万行也可以。先试算，有错的行单独下载改正后再传；同一份文件传两次不会重复。"
      actions={
        <>
          <Link to="/code-lists">代码表</Link>
          <Button href={templateUrl()}>下载模板</Button>
        </>
      }
    >
      <Upload onDone={(uploaded) => void navigate({ search: { id: uploaded } })} />
      {id && <Chosen id={id} />}
      <Recent />
    </Page>
  );
}

/** One import wherever it stands: what its columns mean as long as that can be changed, and what came of it. */
function Chosen({ id }: { readonly id: string }) {
  const { data: entry } = useQuery(importQuery(id));
  const open = entry && (entry.state === 'ready' || entry.state === 'failed' || (entry.dryRun && isUnderWay(entry)));
  return (
    <>
      {open && entry.columns.length > 0 && <ImportColumns key={id} entry={entry} />}
      <ImportResult id={id} />
    </>
  );
}

function Upload({ onDone }: { readonly onDone: (id: string) => void }) {
  const now = useNow();
  const [department, setDepartment] = useState<string>();
  const [title, setTitle] = useState('');
  const [asOf, setAsOf] = useState(`${Number(isoDay(now).slice(0, 4)) - 1}-12-31`);
  const [share, setShare] = useState<number>();
  const [error, setError] = useState<unknown>();
  const departments = useQuery(importsQuery).data?.departments ?? [];
  const owners = departments.map((each) => ({ value: each.code, label: each.title }));
  const named = owners.find((each) => each.value === department)?.label;
  const send = async (file: File) => {
    setError(undefined);
    setShare(0);
    const wording = title.trim() || `${named ?? '部门'}数据 ${file.name}`;
    try {
      onDone(
        await uploadTable({ file, title: wording, asOf, onProgress: setShare, ...(department && { department }) }),
      );
    } catch (problem) {
      setError(problem);
    } finally {
      setShare(undefined);
    }
  };
  return (
    <section className={`panel ${page.block}`} aria-label="选择文件">
      <div className="row">
        <Select
          aria-label="数据归口部门"
          notFoundContent="本单位没有归口的数据，不选也能报送"
          placeholder="数据归口部门"
          allowClear
          value={department ?? null}
          onChange={(next: string | null) => setDepartment(next ?? undefined)}
          options={owners}
          style={{ minWidth: 180 }}
        />
        <Input
          aria-label="来源说明"
          placeholder="来源说明，如 2025 年度汇算清缴"
          value={title}
          maxLength={80}
          onChange={(event) => setTitle(event.target.value)}
          style={{ width: 280 }}
        />
        <label htmlFor="as-of">数据所属日</label>
        <DateInput id="as-of" value={asOf} onChange={(day) => typeof day === 'string' && setAsOf(day)} />
      </div>
      <div style={{ marginTop: 12 }}>
        <DropFile
          accept=".xlsx,.csv,.txt"
          what="把表格拖到这里"
          hint="第一行是表头，须有“统一社会信用代码”一列"
          busy={share !== undefined}
          onFile={(file) => void send(file)}
        />
      </div>
      {share !== undefined && <Progress percent={Math.round(share * 100)} />}
      {error !== undefined && <Failure error={error} />}
    </section>
  );
}

function Recent() {
  const query = useQuery(importsQuery);
  const now = useNow();
  const items = query.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="panel" aria-label="最近的导入">
      <h2 className={`section-title ${page.block}`}>最近的导入</h2>
      <ul>
        {items.slice(0, 10).map((each) => (
          <li key={each.id} className={page.line}>
            <div className="grow">
              <Link to="/enterprises/import" search={{ id: each.id }} className={page.name}>
                {each.source.title}
              </Link>
              <p className="meta">
                {each.name}，所属日 {each.source.asOf}，{moment(each.createdAt, now)}
              </p>
            </div>
            <span className={each.state === 'failed' ? styles.no : 'meta'}>
              {STATE_WORDS[each.state]} {each.counts.good !== undefined && `${each.counts.good} 行`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
