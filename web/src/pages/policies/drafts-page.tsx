import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { addDraft, draftsQuery } from '../../api/policy-drafts.ts';
import { toProblem } from '../../api/problem.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { isoDay, moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { blankPolicy } from './blank-policy.ts';

/** 政策草案 and what each still lacks. */
export function DraftsPage() {
  const query = useQuery(draftsQuery);
  const now = useNow();
  const account = useAccount();
  const navigate = useNavigate();
  const send = useSend(addDraft, ['policy-drafts']);
  const begin = () =>
    send.mutate(blankPolicy(isoDay(now), now.toString(36), account?.unit), {
      onSuccess: ({ id }) => void navigate({ to: '/policies/drafts/$id', params: { id } }),
    });
  return (
    <Page
      title="政策草案"
      actions={
        can(account, 'policies.write') && (
          <Button type="primary" loading={send.isPending} onClick={begin}>
            起草一件政策
          </Button>
        )
      }
    >
      {send.isError && <p role="alert">{toProblem(send.error).body.title}</p>}
      <section className="panel" aria-label="草案">
        <QueryView query={query}>
          {(drafts) =>
            drafts.length > 0 ? (
              <ul>
                {drafts.map((draft) => (
                  <li key={draft.id} className={page.line}>
                    <div className="grow">
                      <Link to="/policies/drafts/$id" params={{ id: draft.id }} className={page.name ?? ''}>
                        {draft.title}
                      </Link>
                      <p className="meta">
                        {draft.clauses} 条 · {moment(draft.writtenAt, now)} 修改
                      </p>
                    </div>
                    <span>
                      {draft.status === 'issued'
                        ? '已印发'
                        : draft.status === 'dropped'
                          ? '已作废'
                          : draft.left > 0
                            ? `还差 ${draft.left} 项`
                            : '可以印发'}
                    </span>
                  </li>
                ))}
              </ul>
            ) : (
              <Empty title="还没有草案">
                写条款、查名称和单位、试算多少企业可享；征求意见、解读、通知、公平竞争审查齐备了才能印发。
              </Empty>
            )
          }
        </QueryView>
      </section>
    </Page>
  );
}
