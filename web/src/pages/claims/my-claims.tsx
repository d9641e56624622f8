import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { askReview, type Claim, myClaimsQuery, withdrawClaim } from '../../api/claims.ts';
import { toProblem } from '../../api/problem.ts';
import { useSend } from '../../api/use-send.ts';
import { money } from '../../parts/figures.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { moment, periodWord } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import styles from '../policies/policies.module.css';

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
  const { id, title, amount, status, byRule, reason, review, matter, filedAt, period, batch, money: m } = claim;
  return (
    <li className={styles.card}>
      <div className="spread">
        <span className={styles.title}>{title}</span>
        {amount && <span className={styles.money}>{amount}</span>}
      </div>
      <p>
        {status.title}
        {m.arrivedAt !== undefined && `，${moment(m.arrivedAt, now)}`}
        {byRule && '（按规则当场决定）'}
        {reason && <>：{reason}</>}
      </p>
      {claim.supplementing && (
        <p>
          <strong>等您补充材料</strong>，补正期间不计时。
        </p>
      )}
      {m.unpromised && <p className="meta">还没有安排资金：{m.unpromised}</p>}
      {m.returned && (
        <p>
          银行退回：{m.returned}。请核对<Link to="/e/funds">收款账户</Link>，将重新拨付。
        </p>
      )}
      {m.outstanding !== undefined && m.owed === undefined && <p>已预拨 {money(m.outstanding)}，验收后清算。</p>}
      {m.settled && (
        <p>
          预拨{m.settled.title}：{m.settled.why}
        </p>
      )}
      {m.owed !== undefined && (
        <p>
          ■ 还应退回 <strong>{money(m.owed)}</strong>，办法见<Link to="/e/funds">我的资金</Link>。
        </p>
      )}
      <p className="meta">
        {moment(filedAt, now)} {batch ? '免申即享，列入公示名单' : '提交'} · {periodWord(period)}
        {matter && (
          <>
            {' · '}
            <Link to="/e/m/$id" params={{ id: matter }}>
              {claim.supplementing ? '去补正' : status.code === 'refused' ? '看不予兑现的理由' : '看办理进度'}
            </Link>
          </>
        )}
      </p>
      {review && <Review id={claim.id} kind={review} />}
      {status.code === 'refused' && !review && (
        <p className="meta">已经复核过；仍有异议的，可以依法申请行政复议或者提起行政诉讼。</p>
      )}
      {status.code === 'with-clerk' && <Withdraw id={id} />}
    </li>
  );
}

function Withdraw({ id }: { readonly id: string }) {
  const send = useSend(withdrawClaim, ['claims', 'policies']);
  return (
    <div>
      <Popconfirm title="撤回这笔申领？" okText="撤回" cancelText="不撤" onConfirm={() => send.mutate(id)}>
        <Button loading={send.isPending}>撤回</Button>
      </Popconfirm>
      {send.isError && <p role="alert">{toProblem(send.error).body.title}</p>}
    </div>
  );
}

const REVIEW = {
  person: { ask: '请人工复核', hint: '哪一条数据不对，或者理解不对' },
  appeal: { ask: '申请复核', hint: '对理由哪里不服、有什么依据；将由没有参与原决定的人再看一次，只有一次' },
} as const;

/** A no is not the last word: of a rule not, and of one person not. */
function Review({ id, kind }: { readonly id: string; readonly kind: keyof typeof REVIEW }) {
  const [reason, setReason] = useState('');
  const [open, setOpen] = useState(false);
  const send = useSend(askReview, ['claims']);
  if (!open) return <Button onClick={() => setOpen(true)}>{REVIEW[kind].ask}</Button>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ id, reason });
      }}
    >
      <Input.TextArea
        aria-label="复核的理由"
        placeholder={REVIEW[kind].hint}
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
