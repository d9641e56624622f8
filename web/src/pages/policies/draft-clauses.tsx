import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import {
  type ClauseSaid,
  type DraftClause,
  type DraftPolicy,
  type DraftView,
  dropClause,
} from '../../api/policy-drafts.ts';
import { toProblem } from '../../api/problem.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { useList } from '../../parts/use-list.ts';
import { ClauseForm } from './clause-form.tsx';
import { ClauseText } from './clause-text.tsx';
import { amountSaid } from './clause-words.ts';
import { HeadForm } from './head-form.tsx';
import styles from './policies.module.css';

type Props = { readonly draft: DraftView; readonly policy: DraftPolicy; readonly open: boolean };

/** The clauses as people read them; each is changed where it stands. */
export function DraftClauses({ draft, policy, open }: Props) {
  const [at, setAt] = useState<string>();
  const [fresh, setFresh] = useState<DraftClause>();
  const { parameters, definitions } = policy;
  const names = { ...(parameters ? { parameters } : {}), ...(definitions ? { definitions } : {}) };
  return (
    <>
      {open && <HeadForm draft={draft.id} policy={policy} />}
      {policy.clauses.map((clause) =>
        open && at === clause.clause ? (
          <div key={clause.clause} className={page.block}>
            <ClauseForm draft={draft} clause={clause} names={names} onDone={() => setAt(undefined)} />
          </div>
        ) : (
          <Clause
            key={clause.clause}
            draft={draft.id}
            clause={clause}
            said={draft.said.find((each) => each.clause === clause.clause)}
            owner={draft.units.find((each) => each.id === clause.owner)?.name ?? clause.owner}
            open={open}
            last={policy.clauses.length === 1}
            onEdit={() => setAt(clause.clause)}
          />
        ),
      )}
      {open &&
        (fresh ? (
          <div className={page.block}>
            <ClauseForm draft={draft} clause={fresh} names={names} onDone={() => setFresh(undefined)} />
          </div>
        ) : (
          <AddClause policy={policy} onAdd={setFresh} />
        ))}
    </>
  );
}

type ClauseProps = {
  readonly draft: string;
  readonly clause: DraftClause;
  /** How it is read; nothing while the draft cannot be. */
  readonly said: ClauseSaid | undefined;
  readonly owner: string;
  readonly open: boolean;
  readonly last: boolean;
  readonly onEdit: () => void;
};

function Clause({ draft, clause, said, owner, open, last, onEdit }: ClauseProps) {
  const drop = useSend(dropClause(draft), ['policy-drafts']);
  const [modes, pers] = [useList('policy-mode'), useList('policy-per')];
  const { text, conditions } = clause;
  const marks = conditions.flatMap(({ quote, when }) => {
    const start = text.indexOf(quote);
    return quote === '' || start < 0 ? [] : [{ start, end: start + quote.length, id: when, title: when }];
  });
  return (
    <article className={page.block} aria-label={clause.title}>
      <div className="spread">
        <h3>
          {clause.article}　{clause.title}
        </h3>
        {open && (
          <span className="row">
            {!last && (
              <Popconfirm
                title="删去这一条？"
                okText="删去"
                cancelText="留着"
                onConfirm={() => drop.mutate(clause.clause)}
              >
                <Button type="text">删去</Button>
              </Popconfirm>
            )}
            <Button onClick={onEdit}>修改</Button>
          </span>
        )}
      </div>
      {drop.isError && <p role="alert">{toProblem(drop.error).body.title}</p>}
      <ClauseText text={text} marks={marks} />
      <dl className={styles.facts}>
        <dt>给谁</dt>
        <dd>
          {conditions.map(({ when }, nth) => (
            <p key={when}>{said?.conditions[nth] ?? when}</p>
          ))}
        </dd>
        <dt>给多少</dt>
        <dd>{said?.amount ?? amountSaid(clause.amount)}</dd>
        <dt>怎么兑现</dt>
        <dd>
          {modes.titleOf(clause.mode)}，{pers.titleOf(clause.per)}，{owner}
          {clause.window && `，${clause.window.from} 至 ${clause.window.to} 申报`}
        </dd>
        <dt>算例</dt>
        <dd>{clause.cases.length} 个</dd>
      </dl>
    </article>
  );
}

type AddProps = { readonly policy: DraftPolicy; readonly onAdd: (clause: DraftClause) => void };

const NUMERALS = '零一二三四五六七八九十';
const numeral = (n: number): string =>
  n <= 10
    ? (NUMERALS[n] ?? '')
    : n < 20
      ? `十${NUMERALS[n - 10]}`
      : `${NUMERALS[Math.floor(n / 10)]}十${n % 10 ? NUMERALS[n % 10] : ''}`;

/** A new clause begins as a copy of the last one, so that nothing that it needs is lacking; it is kept when saved. */
function AddClause({ policy, onAdd }: AddProps) {
  const last = policy.clauses.at(-1);
  if (!last) return null;
  const nth = policy.clauses.length + 1;
  const taken = new Set(policy.clauses.map((each) => each.clause));
  let clause = `${policy.policy}-${nth}`;
  for (let n = nth; taken.has(clause); n += 1) clause = `${policy.policy}-${n}`;
  return (
    <div className={page.block}>
      <Button
        onClick={() => onAdd({ ...last, clause, article: `第${numeral(nth)}条`, title: `${last.title}（新条款）` })}
      >
        加一条
      </Button>
      <span className="meta">　从上一条抄起，改好保存才算数</span>
    </div>
  );
}
