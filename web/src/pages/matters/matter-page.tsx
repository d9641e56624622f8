import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { matterQuery } from '../../api/matters.ts';
import type { MatterDetail } from '../../api/types/index.ts';
import { MissingMatter, WaysForOfficials } from '../../parts/missing-matter.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { MatterActions } from './matter-actions.tsx';
import { MatterAside } from './matter-aside.tsx';
import { MatterBody } from './matter-body.tsx';
import { MatterHeader } from './matter-header.tsx';
import styles from './matter-page.module.css';

const route = getRouteApi('/official/matters/$id');

/** The generic detail: what it is, what can be done now, who held it, what was said. */
export function MatterPage() {
  const { id } = route.useParams();
  const query = useQuery(matterQuery(id));
  return (
    <QueryView
      query={query}
      failed={(error, retry) => (
        <MissingMatter error={error} onRetry={retry}>
          <WaysForOfficials />
        </MissingMatter>
      )}
    >
      {(matter) => <Loaded matter={matter} />}
    </QueryView>
  );
}

function Loaded({ matter }: { readonly matter: MatterDetail }) {
  const { move } = route.useSearch();
  const navigate = route.useNavigate();
  useTitle(matter.number);
  return (
    <article className={styles.page}>
      <div className={`panel ${styles.head}`}>
        <MatterHeader matter={matter} />
        <MatterActions
          matter={matter}
          open={move}
          onOpen={(name) => void navigate({ search: name ? { move: name } : {}, replace: true })}
        />
      </div>
      <div className={styles.columns}>
        <MatterBody matter={matter} />
        <MatterAside matter={matter} />
      </div>
    </article>
  );
}
