import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { askReview, type Claim, myClaimsQuery } from '../../api/claims.ts';
import { toProblem } from '../../api/problem.ts';
import { useSend } from '../../api/use-send.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import styles from './policies.module.css';

/** 我的申领: where each stands, why, and what one can do. */
export function MyClaims() {
  const query = useQuery(myClaimsQuery);
  return (
    <QueryView query={query}>
      {(claims) =>
        claims.length > 0 ? (
          <ul>
            {claims.map((claim) => (
              <ClaimLine key={claim.id} claim={claim} />
            ))}
          </ul>
        ) : (
          <Empty title="还没有申领">“可享”里标着“立即申领”的，数据齐全当场出结果。</Empty>
        )
      }
    </QueryView>
  );
}

function ClaimLine({ claim }: { readonly claim: Claim }) {
  const now = useNow();
  const { title, amount, status, byRule, reason, matter, filedAt, period } = claim;
  return (
    <li className={styles.card}>
      <div className="spread">
        <span className={styles.title}>{title}</span>
        {amount && <span className={styles.money}>{amount}</span>}
      </div>
      <p>
        {status.title}
        {byRule && '（按规则当场决定）'}
        {reason && <>：{reason}</>}
      </p>
      <p className="meta">
        {moment(filedAt, now)} 提交 · {period === 'once' ? '一次性' : period}
        {matter && (
          <>
            {' · '}
            <Link to="/e/m/$id" params={{ id: matter }}>
              看办理进度
            </Link>
          </>
        )}
      </p>
      {status.code === 'refused' && byRule && <Review id={claim.id} />}
    </li>
  );
}

/** A no by rule is not the last word. */
function Review({ id }: { readonly id: string }) {
  const [reason, setReason] = useState('');
  const [open, setOpen] = useState(false);
  const send = useSend(askReview, ['claims']);
  if (!open) return <Button onClick={() => setOpen(true)}>请人工复核</Button>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ id, reason });
      }}
    >
      <Input.TextArea
        aria-label="哪一条不对"
        placeholder="哪一条数据不对，或者理解不对"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        autoSize={{ minRows: 2 }}
      />
      <Button htmlType="submit" loading={send.isPending} disabled={reason.trim().length < 4}>
        提交复核
      </Button>
      {send.isError && <p role="alert">{toProblem(send.error).body.title}</p>}
    </form>
  );
}
