import { useQuery } from '@tanstack/react-query';
import { similarQuery } from '../../api/matters.ts';
import { MatterLines } from '../../parts/matter-table/matter-lines.tsx';
import { Section } from './section.tsx';

/** Alike in words: perhaps the same thing, perhaps how it was settled before. */
export function SimilarList({ id }: { readonly id: string }) {
  const rows = useQuery(similarQuery(id)).data ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title="相似">
      <div style={{ margin: '0 -16px' }}>
        <MatterLines narrow rows={rows.slice(0, 5)} />
      </div>
    </Section>
  );
}
