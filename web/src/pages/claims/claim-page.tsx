import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type Claim, type ClaimDecision, claimQuery } from '../../api/claims.ts';
import { useAccount } from '../../api/session.ts';
import { figure, money } from '../../parts/figures.ts';
import { OUTCOME_WORDS } from '../../parts/outcome-words.ts';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { periodWord } from '../../parts/time.ts';
import { can } from '../../shell/permissions.ts';
import styles from './claims.module.css';
import { MoneySteps } from './money-steps.tsx';
import { SumForm } from './sum-form.tsx';

const route = getRouteApi('/official/claims/$id');

const sumOf = ({ pays, amount, status }: Claim): string =>
  pays ? (amount ?? (status.code === 'refused' ? '未核定金额' : '金额待核定')) : '不发钱';

/** One claim: how far its money has come, and why it was decided so. */
export function ClaimPage() {
  const { id } = route.useParams();
  const query = useQuery(claimQuery(id));
  const account = useAccount();
  const decides = can(account, 'claims.decide');
  const sees = can(account, 'funds.read');
  return (
    <QueryView query={query}>
      {(claim) => (
        <Page
          title={claim.enterprise.name}
          meta={`${claim.title}，${periodWord(claim.period)}，${sumOf(claim)}`}
          actions={
            <>
              {claim.matter && (
                <Link to="/matters/$id" params={{ id: claim.matter }}>
                  办理事项
                </Link>
              )}
              {claim.firstMatter && (
                <Link to="/matters/$id" params={{ id: claim.firstMatter }}>
                  复核以前的办理
                </Link>
              )}
              {claim.money.settleMatter && (
                <Link to="/matters/$id" params={{ id: claim.money.settleMatter }}>
                  预拨清算事项
                </Link>
              )}
              {claim.batch && (
                <Link to="/p/batches/$id" params={{ id: claim.batch }}>
                  公示名单
                </Link>
              )}
              {claim.money.item && sees && (
                <Link to="/funds/items/$id" params={{ id: claim.money.item }}>
                  款项来龙去脉
                </Link>
              )}
            </>
          }
          narrow
        >
          <section className="panel panel-pad stack" aria-label="进度">
            <p>
              <strong>{claim.status.title}</strong>
              {claim.reason && `：${claim.reason}`}
              {claim.days !== undefined && (
                <span className={claim.late ? styles.red : 'meta'}>
                  &emsp;{claim.late && '■ '}
                  {figure(claim.days)}&thinsp;个工作日
                </span>
              )}
            </p>
            <MoneySteps claim={claim} />
          </section>
          {decides && <Sums claim={claim} />}
          <Evidence decision={claim.decision} shown={claim.shown ?? []} />
        </Page>
      )}
    </QueryView>
  );
}

function Sums({ claim }: { readonly claim: Claim }) {
  const { money: m, status, fen } = claim;
  if (!claim.pays) return null;
  const open = status.code === 'with-clerk' || (status.code === 'approved' && !m.item);
  if (m.outstanding !== undefined && m.owed === undefined)
    return (
      <SumForm
        id={claim.id}
        kind="settle"
        hint={`已预拨 ${money(m.outstanding)}；最终应得多于它的补足，少于它的收回。`}
        initial={fen}
      />
    );
  return open && fen === undefined ? (
    <SumForm id={claim.id} kind="amount" hint="数据测不出金额，请核定后安排资金。" initial={undefined} />
  ) : null;
}

type EvidenceProps = { readonly decision: ClaimDecision; readonly shown: NonNullable<Claim['shown']> };

/** The facts as they stood when it was decided. */
function Evidence({ decision, shown }: EvidenceProps) {
  const { conditions = [], day, factsHash } = decision;
  return (
    <section className="panel panel-pad stack" aria-label="依据">
      <h2 className="section-title">当时的依据{day && `（${day}）`}</h2>
      <ol>
        {conditions.map(({ id, text, outcome, missing }) => (
          <li key={id}>
            {text}&emsp;{OUTCOME_WORDS[outcome]}
            {missing.length > 0 && `：${missing.join('、')}`}
          </li>
        ))}
      </ol>
      <dl className={styles.steps}>
        {shown.map(({ name, value, stated }) => (
          <div key={name} className={styles.fact}>
            <dt>
              {name}
              {stated && <span className="meta">（企业自报）</span>}
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {factsHash && <p className="meta">数据指纹 {factsHash.slice(0, 16)}</p>}
    </section>
  );
}
