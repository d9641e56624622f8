import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { type CodeOverview, codeIn, codeOverviewQuery, type UnitScan, unitScansQuery } from '../../api/one-code.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayText, when } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

/** 一码通服, for whoever scans: try a code, who scans, what each kind of scanner sees. */
export function CodesPage() {
  const overview = useQuery(codeOverviewQuery);
  return (
    <Page title="一码通服" meta="一企一码。扫码人按自己的身份看到不同的内容，每次扫码都有记录，企业看得到。">
      <CheckCode />
      <QueryView query={overview}>
        {(data) => (
          <>
            <Figures data={data} />
            <Views data={data} />
          </>
        )}
      </QueryView>
      <UnitScans />
    </Page>
  );
}

function CheckCode() {
  const navigate = useNavigate();
  const [wrong, setWrong] = useState(false);
  const check = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = codeIn(String(new FormData(event.currentTarget).get('code') ?? ''));
    setWrong(code === undefined);
    if (code !== undefined) void navigate({ to: '/c/$code', params: { code } });
  };
  return (
    <section className={`panel ${page.block}`} aria-label="验码">
      <h2 className="section-title">验码</h2>
      <form className="row" onSubmit={check}>
        <Input
          name="code"
          aria-label="企业码或扫出来的网址"
          placeholder="粘贴企业码，或扫码枪扫出来的网址"
          status={wrong ? 'error' : ''}
          {...(wrong && { 'aria-invalid': true, 'aria-describedby': 'code-wrong' })}
          style={{ flex: 1, minWidth: 200 }}
        />
        <Button type="primary" htmlType="submit">
          核验
        </Button>
      </form>
      {wrong && (
        <p id="code-wrong" role="alert">
          这不像是企业码。请粘贴完整的码，或扫出来的网址。
        </p>
      )}
      <p className="meta">手机不用打开这一页：用相机扫企业手机上的动态码或门口的张贴码即可，登录后看到职责内的信息。</p>
    </section>
  );
}

function Figures({ data }: { readonly data: CodeOverview }) {
  return (
    <section className={`panel ${page.block}`} aria-label="用得怎么样">
      <h2 className="section-title">
        近 30 天扫码 {figure(data.scans)} 次，涉及 {figure(data.scanned)} 家企业
      </h2>
      <p>
        {data.strangers > 0 && `其中 ${figure(data.strangers)} 次是没有登录的人，只看到公开信息。`}
        有效的张贴码 {figure(data.printed)} 张，挂在 {figure(data.hanging)} 家企业。
      </p>
      {data.units.length > 0 && (
        <p>扫得多的单位：{data.units.map(({ unit, scans }) => `${unit.name} ${figure(scans)} 次`).join('、')}。</p>
      )}
      <p className="meta">
        动态码 {data.liveMinutes} 分钟有效，张贴码 {data.printedDays} 天有效、企业可随时作废。签名密钥第 {data.key.no}{' '}
        号，{dayText(data.key.since)}启用，{dayText(data.key.until)}轮换。
      </p>
    </section>
  );
}

function Views({ data }: { readonly data: CodeOverview }) {
  return (
    <Scroll panel title="谁能看到什么">
      <table className={page.table}>
        <caption className={`section-title ${page.block}`} style={{ textAlign: 'left' }}>
          谁能看到什么
        </caption>
        <thead>
          <tr>
            <th scope="col">扫码人</th>
            <th scope="col">看到的数据</th>
            <th scope="col">另外</th>
          </tr>
        </thead>
        <tbody>
          {data.views.map((each) => (
            <tr key={each.id}>
              <th scope="row">{each.title}</th>
              <td>{each.facts.join('、') || '—'}</td>
              <td>{each.also.join('、') || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function UnitScans() {
  const query = useInfiniteQuery(unitScansQuery);
  const rows = query.data?.pages.flatMap((each) => each.items) ?? [];
  return (
    <section className="panel" aria-label="本单位扫码记录">
      <h2 className={`section-title ${page.block}`}>本单位扫过</h2>
      <PagedList
        query={query}
        rows={rows}
        unit="次"
        empty={<Empty title="本单位还没有人扫过码">扫过哪家企业、按什么身份看的，会列在这里。</Empty>}
      >
        {(each) => <ScanLine key={each.id} scan={each} />}
      </PagedList>
    </section>
  );
}

function ScanLine({ scan }: { readonly scan: UnitScan }) {
  const now = useNow();
  return (
    <li className={page.line}>
      <Link to="/enterprises/$id" params={{ id: scan.enterprise.id }} className="grow">
        {scan.enterprise.name}
      </Link>
      <span className="meta">
        {scan.kind === 'live' ? '动态码' : '张贴码'} · 按{scan.views.join('、')}显示 · {when(scan.at, now)}
      </span>
    </li>
  );
}
