import type { Aim } from '../../api/evaluation.ts';

/** Target ranks: 保二争一, what is done for them, and who does not answer for it. */
export function AimList({ aims }: { readonly aims: readonly Aim[] }) {
  if (aims.length === 0) return <p className="meta">没有定目标名次。</p>;
  return (
    <ul style={{ margin: 0, paddingLeft: 20 }}>
      {aims.map((aim) => (
        <li key={aim.id} style={{ marginBottom: 8 }}>
          <strong>
            {aim.system} · {aim.title}：保 {aim.keep} 争 {aim.strive}
          </strong>
          <span className="meta">（{aim.among}）</span>
          {aim.flags.map((flag) => (
            <span key={flag}> ■ {flag}</span>
          ))}
          {aim.measures.map((each) => (
            <div key={each.id}>
              {each.text}
              <span className="meta">
                {' '}
                {[each.unit.name, each.person ?? '责任人未定', each.due].filter(Boolean).join(' · ')}
              </span>
            </div>
          ))}
          <div className="meta">
            {aim.source}
            {aim.assumed && '（自拟，待核定）'}
          </div>
        </li>
      ))}
    </ul>
  );
}
