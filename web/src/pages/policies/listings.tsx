import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import { type Listing, listingsQuery } from '../../api/claims.ts';
import type { ClauseView } from '../../api/policies.ts';
import type { ProblemBody } from '../../api/problem.ts';
import { figure } from '../../parts/figures.ts';

type Props = {
  readonly clauses: readonly ClauseView[];
  readonly pending: boolean;
  readonly reduce: (clause: string) => void;
};

/** Long lists of these clauses: how far the latest of each is, and what came of it. */
export function Listings({ clauses, pending, reduce }: Props) {
  const { data } = useQuery(listingsQuery);
  const shown = clauses.flatMap((clause) => {
    const latest = data?.items.find((each) => each.clause === clause.clause);
    return latest ? [{ clause, latest }] : [];
  });
  return shown.map(({ clause, latest }) => (
    <Drawn
      key={latest.id}
      title={clause.title}
      latest={latest}
      pending={pending}
      reduce={() => reduce(latest.clause)}
    />
  ));
}

type DrawnProps = {
  readonly title: string;
  readonly latest: Listing;
  readonly pending: boolean;
  readonly reduce: () => void;
};

function Drawn({ title, latest, pending, reduce }: DrawnProps) {
  const { candidates, done, finishedAt, refusal } = latest;
  if (refusal)
    return <NotOpened body={{ ...refusal, title: `“${title}”：${refusal.what}` }} pending={pending} reduce={reduce} />;
  if (finishedAt !== undefined)
    return (
      <p role="status">
        “{title}”的名单已拟定并公示。<Link to="/claims">看批次</Link>
      </p>
    );
  return (
    <div role="status">
      <p>
        正在拟定“{title}”的名单：已核对 {figure(done)} 户，共 {figure(candidates)} 户。可以离开本页，拟定完一并公示。
      </p>
      <Progress
        percent={candidates > 0 ? Math.min(99, Math.floor((100 * done) / candidates)) : 0}
        aria-label={`拟定“${title}”名单的进度`}
      />
    </div>
  );
}

type NotOpenedProps = {
  readonly body: Pick<ProblemBody, 'title' | 'code' | 'why' | 'todo'>;
  readonly pending: boolean;
  readonly reduce: () => void;
};

/** Why the list is not made public; what money there is may still be given, by whoever says so. */
export const NotOpened = ({ body, pending, reduce }: NotOpenedProps) => (
  <div role="alert">
    <p>
      {body.title}。{body.why}
      {body.todo && `。${body.todo}`}
    </p>
    {body.code === 'claims.over-budget' && (
      <Button size="small" loading={pending} onClick={reduce}>
        按顺序只列预算内的企业
      </Button>
    )}
  </div>
);
