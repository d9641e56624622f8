import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import { type DraftView, draftQuery, issueDraft } from '../../api/policy-drafts.ts';
import { toProblem } from '../../api/problem.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { can } from '../../shell/permissions.ts';
import { DraftChanges } from './draft-changes.tsx';
import { FairSection } from './draft-fair.tsx';
import { OpinionSection } from './draft-opinions.tsx';
import { PairSection } from './draft-pair.tsx';
import { DraftText } from './draft-text.tsx';
import { DropDraft } from './drop-draft.tsx';

const route = getRouteApi('/official/policies/drafts/$id');

/** A draft from its text to its issue, with what is still missing on top. */
export function DraftPage() {
  const { id } = route.useParams();
  const query = useQuery(draftQuery(id));
  const draft = query.data;
  return (
    <Page title={draft?.title ?? '草案'} meta={draft && begunBy(draft)} actions={draft && <Issue draft={draft} />}>
      <QueryView query={query}>
        {(shown) => (
          <>
            <Hurdles draft={shown} />
            <DraftChanges draft={shown} />
            <DraftText key={shown.id} draft={shown} writes={shown.may.write} />
            <FairSection draft={shown} />
            <OpinionSection draft={shown} writes={shown.may.write} />
            <PairSection key={`pair ${shown.id}`} draft={shown} writes={shown.may.write} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

const begunBy = ({ unit, by }: DraftView): string => `${[unit?.name, by].filter(Boolean).join(' ')} 起草`;

function Hurdles({ draft }: { readonly draft: DraftView }) {
  if (draft.status !== 'draft')
    return <p className={page.warning}>{draft.status === 'issued' ? '已印发。要改请另起草案。' : '已作废。'}</p>;
  return (
    <section className="panel" aria-label="印发前要备齐">
      <div className={page.block}>
        <h2>印发前要备齐</h2>
        <ul>
          {draft.hurdles.map(({ code, title, done, why }) => (
            <li key={code}>
              {done ? '● ' : '○ '}
              {title}
              <span className="meta">　{why}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Issue({ draft }: { readonly draft: DraftView }) {
  const issues = can(useAccount(), 'policies.issue');
  const navigate = useNavigate();
  const send = useSend(issueDraft(draft.id), ['policy-drafts', 'policies']);
  if (draft.status !== 'draft') return null;
  const issue = () =>
    send.mutate(undefined, {
      onSuccess: ({ policy }) => void navigate({ to: '/policies/$id', params: { id: policy } }),
    });
  const ready = draft.hurdles.every((each) => each.done);
  return (
    <>
      {send.isError && <span role="alert">{toProblem(send.error).body.title}</span>}
      {draft.may.write && <DropDraft draft={draft.id} />}
      {draft.may.issue && (
        <Popconfirm
          title="印发这件政策？"
          description="条款、解读和通知同时公布；印发后要改须另起草案。"
          okText="印发并公布"
          cancelText="先不印发"
          disabled={!ready}
          onConfirm={issue}
        >
          <Button type="primary" disabled={!ready} loading={send.isPending}>
            {ready ? '印发' : '未备齐，不能印发'}
          </Button>
        </Popconfirm>
      )}
      {issues && draft.may.write && !draft.may.issue && <span className="meta">条文是您写的，由另一位印发</span>}
    </>
  );
}
