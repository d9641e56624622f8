import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { MatterRow, Suggestion } from '../../api/types/index.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { WhyPopover } from '../../parts/why-popover.tsx';
import styles from './desk-page.module.css';

type Props = { readonly query: UseQueryResult<Suggestion> };

/** What the system proposes, and why; the person decides. */
export function SuggestionPane({ query }: Props) {
  return (
    <aside className={`${styles.side} stack`} aria-label="建议">
      <h3 className="section-title">建议</h3>
      <QueryView query={query} rows={4}>
        {(suggestion) => <Proposal suggestion={suggestion} />}
      </QueryView>
    </aside>
  );
}

function Proposal({ suggestion }: { readonly suggestion: Suggestion }) {
  return (
    <>
      <div>
        {suggestion.path.length > 0 && (
          <>
            <p className="meta">交给</p>
            <p>
              <strong>{suggestion.path.map((unit) => unit.name).join(' → ')}</strong>
            </p>
          </>
        )}
        <p className="meta">{suggestion.why}</p>
      </div>
      {suggestion.coUnits.length > 0 && (
        <div>
          <p className="meta">会办</p>
          <p>{suggestion.coUnits.map((unit) => unit.name).join('、')}</p>
        </div>
      )}
      {suggestion.category && (
        <div>
          <p className="meta">没有选类别，理解为</p>
          <p className="row">
            {suggestion.category.title}
            {suggestion.category.why && <WhyPopover title="为什么这样理解">{suggestion.category.why}</WhyPopover>}
          </p>
        </div>
      )}
      {suggestion.grade && (
        <div>
          <p className="meta">定级</p>
          <p className="row">
            {suggestion.grade.title}
            {suggestion.grade.why && <WhyPopover title="为什么定这一级">{suggestion.grade.why}</WhyPopover>}
          </p>
        </div>
      )}
      {suggestion.similar.length > 0 && <Similar rows={suggestion.similar} />}
    </>
  );
}

function Similar({ rows }: { readonly rows: readonly MatterRow[] }) {
  return (
    <div>
      <p className="meta">相似的事项，同一件可在左侧合并</p>
      <ul>
        {rows.map((row) => (
          <li key={row.id} style={{ padding: '4px 0' }}>
            <Link to="/matters/$id" params={{ id: row.id }} target="_blank">
              {row.title}
            </Link>
            <div className="meta">
              {row.number}&ensp;{row.status.title}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
