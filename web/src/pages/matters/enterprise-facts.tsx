import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { enterpriseQuery } from '../../api/people.ts';
import { useSite } from '../../api/session.ts';
import type { Named } from '../../api/types/index.ts';
import { dotted } from '../../parts/dotted.ts';

/** What the registry knows of the enterprise, and the door to its other matters. */
export function EnterpriseFacts({ enterprise }: { readonly enterprise: Named }) {
  const card = useQuery(enterpriseQuery(enterprise.id)).data;
  const lists = useSite()?.lists ?? {};
  const title = (list: string, code: string | undefined) => lists[list]?.find((item) => item.code === code)?.title;
  return (
    <div>
      <p>{enterprise.name}</p>
      <p className="meta">{dotted(title('scale', card?.scale), title('industry', card?.industry), card?.address)}</p>
      <p className="meta">统一社会信用代码 {enterprise.id}</p>
      {card?.officers && card.officers.length > 0 && (
        <p className="meta">服务人员 {card.officers.map((one) => one.name).join('、')}</p>
      )}
      <Link to="/matters" search={{ enterprise: enterprise.id }} className="meta">
        这家企业的全部事项
      </Link>
    </div>
  );
}
