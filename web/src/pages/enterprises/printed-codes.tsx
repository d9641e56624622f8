import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { type PrintedCode, printCode, printedCodesQuery, revokeCode } from '../../api/one-code.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { Failure } from '../../parts/states.tsx';
import { dayText } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

/** 张贴码: made for one place, printed, made void. */
export function PrintedCodes() {
  const query = useQuery(printedCodesQuery);
  const [place, setPlace] = useState('');
  const make = useSend(printCode, ['one-code']);
  return (
    <section className="panel" aria-label="张贴码">
      <div className={page.block}>
        <h2 className="section-title">张贴码</h2>
        <p className="meta">打印出来挂在门口或前台，有效一年。换地方、丢了就作废，作废后立刻扫不开。</p>
        <form
          className="row"
          style={{ marginTop: 12 }}
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate({ place }, { onSuccess: () => setPlace('') });
          }}
        >
          <Input
            aria-label="挂在哪里"
            placeholder="挂在哪里，如 前台"
            required
            maxLength={40}
            size="large"
            style={{ width: 220 }}
            value={place}
            onChange={(event) => setPlace(event.target.value)}
          />
          <Button size="large" htmlType="submit" loading={make.isPending}>
            制作
          </Button>
        </form>
        {make.error && <Failure error={make.error} />}
      </div>
      <QueryView query={query} rows={2}>
        {(items) => (
          <ul>
            {items.map((each) => (
              <Line key={each.serial} code={each} />
            ))}
          </ul>
        )}
      </QueryView>
    </section>
  );
}

function Line({ code: { serial, place, issuedAt, expiresAt, revokedAt } }: { readonly code: PrintedCode }) {
  const now = useNow();
  const revoke = useSend(revokeCode, ['one-code']);
  const holds = revokedAt === undefined && expiresAt > now;
  return (
    <li className={page.line}>
      <div className="grow">
        <span>{place}</span>
        <p className="meta">
          {dayText(issuedAt, now)}制作，
          {revokedAt !== undefined
            ? `${dayText(revokedAt, now)}作废`
            : expiresAt > now
              ? `有效至${dayText(expiresAt, now)}`
              : '已到期'}
        </p>
      </div>
      {holds && (
        <span className="row">
          <Link to="/e/code/$serial" params={{ serial }}>
            <Button>打印</Button>
          </Link>
          <Popconfirm
            title="作废这张码？"
            description="作废后立刻扫不开，不能恢复。"
            okText="作废"
            cancelText="不作废"
            onConfirm={() => revoke.mutate({ serial })}
          >
            <Button danger loading={revoke.isPending}>
              作废
            </Button>
          </Popconfirm>
        </span>
      )}
    </li>
  );
}
