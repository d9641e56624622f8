import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { type BatchView, batchQuery, confirmBatch, objectTo } from '../../api/claims.ts';
import { toProblem } from '../../api/problem.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { can } from '../../shell/permissions.ts';

const route = getRouteApi('/policy-public/p/batches/$id');

const metaOf = ({ count, total, publicityUntil, left }: BatchView): string => {
  const unlisted = left === undefined ? '' : `；另有 ${figure(left)} 户符合条件，因预算不足未列入本批`;
  return `${figure(count)} 户，合计 ${total}，公示到 ${publicityUntil}${unlisted}`;
};

/** 公示: who is to get what, for everyone to see and to object to. */
export function BatchPage() {
  const { id } = route.useParams();
  const query = useQuery(batchQuery(id));
  const account = useAccount();
  const send = useSend(confirmBatch, ['claims']);
  const batch = query.data;
  const mayConfirm = can(account, 'claims.decide') && batch?.status === 'publicity';
  return (
    <Page
      title={batch ? `公示：${batch.title}` : '公示'}
      meta={batch && metaOf(batch)}
      actions={
        mayConfirm && (
          <Button type="primary" loading={send.isPending} onClick={() => send.mutate(id)}>
            公示期满，确认发放
          </Button>
        )
      }
      narrow
    >
      {send.isError && <p role="alert">{toProblem(send.error).body.title}</p>}
      {batch?.status === 'publicity' && !account && (
        <p className={page.warning}>对名单有异议的，请登录后在这一户提出。</p>
      )}
      <section className="panel" aria-label="名单">
        <QueryView query={query}>
          {({ lines, status }) => (
            <ul>
              {lines.map((line) => (
                <li key={line.id} className={page.line}>
                  <span className="grow">{line.enterprise}</span>
                  <span>{line.amount}</span>
                  <span>{line.status}</span>
                  {account && status === 'publicity' && line.status === '公示中' && <ObjectTo id={line.id} />}
                </li>
              ))}
            </ul>
          )}
        </QueryView>
      </section>
    </Page>
  );
}

function ObjectTo({ id }: { readonly id: string }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const send = useSend(objectTo, ['claims']);
  if (!open)
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        提异议
      </Button>
    );
  return (
    <form
      className="row"
      style={{ width: '100%' }}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ id, text });
      }}
    >
      <Input
        aria-label="异议和依据"
        placeholder="异议和依据"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button htmlType="submit" disabled={text.trim().length < 6} loading={send.isPending}>
        提交异议
      </Button>
      {send.isError && <p role="alert">{toProblem(send.error).body.title}</p>}
    </form>
  );
}
