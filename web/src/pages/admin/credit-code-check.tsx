import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { type CreditCode, creditCodeQuery } from '../../api/code-lists.ts';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';

/** One code taken apart: who registered it, what it is, where, and whether its check signs are right. */
export function CreditCodeCheck() {
  const [code, setCode] = useState('');
  const query = useQuery(creditCodeQuery(code));
  return (
    <section className="panel" aria-label="核对一个代码">
      <div className={page.block}>
        <h2 className="section-title">核对一个代码</h2>
        <p className="meta">
          18 位：登记管理部门 1 位、机构类别 1 位、登记机关区划 6 位（GB/T 2260）、主体标识码 9 位（GB 11714）、校验码 1
          位。
        </p>
        <Input.Search
          aria-label="统一社会信用代码"
          placeholder="统一社会信用代码"
          allowClear
          maxLength={40}
          enterButton="核对"
          onSearch={(value) => setCode(value.trim())}
          style={{ maxWidth: 360, marginTop: 8 }}
        />
      </div>
      {code !== '' && <QueryView query={query}>{(read) => <Parts read={read} />}</QueryView>}
    </section>
  );
}

function Parts({
  read: { code, authority, category, region, organisationCode, warnings },
}: {
  readonly read: CreditCode;
}) {
  return (
    <div className={page.block} role="status">
      <p>
        <strong>{code}</strong>&ensp;校验码正确
      </p>
      <p>
        登记管理部门：{authority}；机构类别：{category ?? '没有收录'}；登记机关区划：{region.title ?? '没有收录'}（
        {region.code}）；主体标识码：{organisationCode}
      </p>
      {warnings.map((each) => (
        <p key={each}>{each}</p>
      ))}
    </div>
  );
}
