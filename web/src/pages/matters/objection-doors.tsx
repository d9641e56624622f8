import { Link } from '@tanstack/react-router';
import type { MatterDetail } from '../../api/types/index.ts';
import { Section } from './section.tsx';

const LOOP = 'appraisal-objection';

/** Whoever rules on an objection opens the line of the score and the record that it is about. */
export function ObjectionDoors({ matter }: { readonly matter: MatterDetail }) {
  if (matter.loop !== LOOP) return null;
  const said = (name: string): string => String(matter.fields.find((each) => each.name === name)?.value ?? '');
  const behind = matter.fields.find((each) => each.name === 'matter');
  const [month, unit, indicator] = [said('month'), said('unit'), said('indicator')];
  return (
    <Section title="打分依据">
      <ul>
        <li style={{ padding: '4px 0' }}>
          <Link to="/appraisal/unit" search={{ month, unit }} hash={indicator}>
            这一项的得分明细
          </Link>
        </li>
        {behind && (
          <li style={{ padding: '4px 0' }}>
            <Link to="/matters/$id" params={{ id: String(behind.value) }}>
              {behind.display}
            </Link>
          </li>
        )}
      </ul>
    </Section>
  );
}
