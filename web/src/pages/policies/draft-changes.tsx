import type { Difference, DraftView } from '../../api/policy-drafts.ts';
import page from '../../parts/page.module.css';
import { Scroll } from '../../parts/scroll.tsx';
import { changedParts } from './changed-parts.ts';

/** What a draft changes against the version in force, and what its maker was asked to look at. */
export function DraftChanges({ draft }: { readonly draft: DraftView }) {
  const { notes, differences = [] } = draft;
  if (draft.status !== 'draft' || (notes.length === 0 && differences.length === 0)) return null;
  return (
    <section className="panel" aria-label="改了什么">
      <div className={page.block}>
        <h2>改了什么</h2>
        {notes.length > 0 && (
          <ul>
            {notes.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        )}
        {differences.length > 0 && (
          <>
            <p className="meta">与现行版本相比 {differences.length} 处；印发后成为新版本，现行版本留档。</p>
            <Scroll title="与现行版本相比">
              <table className={page.table}>
                <thead>
                  <tr>
                    <th scope="col">条款</th>
                    <th scope="col">项目</th>
                    <th scope="col">现行</th>
                    <th scope="col">草案</th>
                  </tr>
                </thead>
                <tbody>
                  {differences.map((each) => (
                    <Row key={`${each.clause} ${each.what}`} difference={each} />
                  ))}
                </tbody>
              </table>
            </Scroll>
          </>
        )}
      </div>
    </section>
  );
}

function Row({ difference: { title, what, from, to } }: { readonly difference: Difference }) {
  const [was, is] = changedParts(from ?? '', to ?? '');
  return (
    <tr>
      <td>{title}</td>
      <td>{what}</td>
      <td>{from === undefined ? '（没有）' : <Marked parts={was} as="del" />}</td>
      <td>{to === undefined ? '（删去）' : <Marked parts={is} as="ins" />}</td>
    </tr>
  );
}

function Marked({
  parts,
  as: Tag,
}: {
  readonly parts: ReturnType<typeof changedParts>[0];
  readonly as: 'del' | 'ins';
}) {
  return (
    <>{parts.map(({ at, text, changed }) => (changed ? <Tag key={at}>{text}</Tag> : <span key={at}>{text}</span>))}</>
  );
}
