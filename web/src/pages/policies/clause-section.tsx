import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ClauseView } from '../../api/policies.ts';
import page from '../../parts/page.module.css';
import { Marks } from './clause-card.tsx';
import { ClauseCases } from './clause-cases.tsx';
import { ClauseText } from './clause-text.tsx';
import styles from './policies.module.css';

type Props = { readonly clause: ClauseView; readonly linkTo: '/policies/$id' | '/p/policies/$id' };

/** One clause: its words with the conditions marked; pointing at a condition lights its sentence. */
export function ClauseSection({ clause, linkTo }: Props) {
  const [lit, setLit] = useState<string>();
  const marks = clause.spans.map(({ condition, ...span }) => ({ ...span, id: condition }));
  return (
    <section className="panel" id={clause.clause} aria-label={clause.title}>
      <div className={page.block}>
        <div className="spread">
          <h2>
            {clause.article}　{clause.title}
          </h2>
          <Marks row={clause} />
        </div>
        <p>{clause.plain}</p>
      </div>
      <div className={page.block}>
        <div className={styles.two}>
          <div>
            <h3>原文</h3>
            <ClauseText text={clause.text} marks={marks} lit={lit} />
            <h3>条件（须全部满足）</h3>
            <ol className={styles.conditions}>
              {clause.conditions.map(({ id, when, quote, why }) => (
                <li key={id} onPointerEnter={() => setLit(id)} onPointerLeave={() => setLit(undefined)}>
                  <span className={styles.code}>{when}</span>
                  <p className="meta">
                    出自：“{quote}”{why && <>；{why}</>}
                  </p>
                </li>
              ))}
            </ol>
          </div>
          <ClauseFacts clause={clause} linkTo={linkTo} />
        </div>
      </div>
      <ClauseCases clause={clause} />
    </section>
  );
}

function ClauseFacts({ clause, linkTo }: Props) {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['多少', clause.amount],
    ['公式', clause.formula],
    ['怎么拿', clause.mode.title],
    ['谁管', clause.owner.name],
    ['多久一次', clause.per.title],
    ['名额', clause.quota && `每期 ${clause.quota.most} 个，${clause.quota.by}`],
    ['有效期', `${clause.validFrom} 至 ${clause.validTo ?? '长期'}（${clause.standing.title}）`],
    ['要交什么', clause.materials.length > 0 ? clause.materials.join('、') : '不用交材料'],
    ['钱从哪来', clause.budget],
    ['用到的数据', clause.reads.join('、')],
    ['未核实', clause.doubt],
  ];
  return (
    <div className={styles.wide}>
      <dl className={styles.facts}>
        {rows.map(
          ([name, value]) =>
            value && (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{name}</dt>
                <dd className={styles.code}>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {clause.rivals.length > 0 && (
        <>
          <h3>和别的政策</h3>
          <ul>
            {clause.rivals.map(({ clause: id, title, why }) => (
              <li key={id}>
                <Link to={linkTo} params={{ id }} hash={id}>
                  {title}
                </Link>
                <span className="meta">　{why}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
