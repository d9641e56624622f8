import { useQuery } from '@tanstack/react-query';
import { type DocumentRef, documentsQuery } from '../../api/documents.ts';
import { useAccount } from '../../api/session.ts';
import { dotted } from '../../parts/dotted.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { when } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { useTitle } from '../../parts/use-title.ts';
import { can } from '../../shell/permissions.ts';
import styles from './documents-page.module.css';
import { MakeDocument } from './make-document.tsx';

const kinds: Readonly<Record<DocumentRef['template'], string>> = {
  circular: '通报',
  'supervision-order': '督办单',
  'assignment-order': '交办单',
  weekly: '周报',
  brief: '专报',
};

/** What the unit issued and what was addressed to it, in Word, under its number. */
export function DocumentsPage() {
  useTitle('文书');
  const now = useNow();
  const account = useAccount();
  const documents = useQuery(documentsQuery);
  return (
    <div className="stack" style={{ maxWidth: 880 }}>
      <div className={`spread ${styles.title}`}>
        <h1 className="page-title">文书</h1>
        {can(account, 'documents.issue') && <MakeDocument />}
      </div>
      <div className="panel">
        <QueryView query={documents}>
          {(items) =>
            items.length === 0 ? (
              <Empty title="还没有文书">
                本单位发出的和主送本单位的通报、督办单、交办单、周报都在这里，带着文号，可以随时下载 Word。
              </Empty>
            ) : (
              <ul>
                {items.map((document) => (
                  <li key={document.id} className={styles.line}>
                    <div className="grow">
                      <a href={document.url}>{document.title}</a>
                      <p className="meta">
                        {dotted(
                          document.received
                            ? `${document.issuer ?? ''}发来的${kinds[document.template]}`
                            : kinds[document.template],
                          document.number,
                          when(document.at, now),
                        )}
                      </p>
                      {document.notes?.map((note) => (
                        <p key={note} className="meta">
                          {note}
                        </p>
                      ))}
                    </div>
                    <a href={document.url} download>
                      下载 Word
                    </a>
                  </li>
                ))}
              </ul>
            )
          }
        </QueryView>
      </div>
    </div>
  );
}
