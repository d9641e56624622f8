import type { Directory } from '#engines/matters';
import type { MatterDetail } from './view-schema.ts';

type Main = Pick<MatterDetail, 'number' | 'status' | 'holder' | 'clocks' | 'timeline' | 'enterprise'>;

/**
 * What the appellant of a matter that was merged into another learns of that one: who has it, until when, and what the
 * units said; never who else asked, or in which words.
 */
export function mergedView(main: Main, directory: Directory): NonNullable<MatterDetail['mergedInto']> {
  const other = main.enterprise?.name;
  return {
    number: main.number,
    status: main.status,
    ...(main.holder ? { holder: { unit: main.holder.unit, ...sectionOf(main.holder) } } : {}),
    clocks: main.clocks,
    timeline: main.timeline
      .filter(({ actor }) => actor && (actor.id === 'system' || directory.unit(actor.id) !== undefined))
      .map(({ text, ...each }) => ({
        ...each,
        ...(text === undefined ? {} : { text: other ? text.replaceAll(other, '反映企业') : text }),
      })),
  };
}

const sectionOf = ({ section }: { readonly section?: string | undefined }) => (section ? { section } : {});
