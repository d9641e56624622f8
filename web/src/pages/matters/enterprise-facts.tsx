import type { EnterpriseCard } from '../../api/types/index.ts';
import { dotted } from '../../parts/dotted.ts';

export function EnterpriseFacts({ card }: { readonly card: EnterpriseCard }) {
  return (
    <div>
      <p>{card.name}</p>
      <p className="meta">{dotted(card.size, card.industry, card.chain && `${card.chain}链`)}</p>
      {card.uscc && <p className="meta">统一社会信用代码 {card.uscc}</p>}
      {card.mattersThisYear !== undefined && <p className="meta">近一年&thinsp;{card.mattersThisYear}&thinsp;件诉求</p>}
      {card.source && <p className="meta">来自{card.source}</p>}
    </div>
  );
}
