import { Link } from '@tanstack/react-router';
import type { MatterDetail } from '../../api/types/index.ts';
import { HelpText } from '../../parts/help-text.tsx';
import { ClockList } from './clock-list.tsx';
import { EnterpriseFacts } from './enterprise-facts.tsx';
import { HopTree } from './hop-tree.tsx';
import asideStyles from './matter-aside.module.css';
import styles from './matter-body.module.css';
import { ObjectionDoors } from './objection-doors.tsx';
import { Section } from './section.tsx';
import { SimilarList } from './similar-list.tsx';

export function MatterAside({ matter }: { readonly matter: MatterDetail }) {
  return (
    <aside className={`panel ${styles.body} ${asideStyles.aside}`}>
      {matter.clocks.length > 0 && (
        <Section title="时限">
          <ClockList clocks={matter.clocks} />
        </Section>
      )}
      {matter.enterprise && (
        <Section title="企业">
          <EnterpriseFacts enterprise={matter.enterprise} />
        </Section>
      )}
      {matter.complainedOf && matter.complainedOf.length > 0 && (
        <Section title="被反映的">
          <p>{matter.complainedOf.map((each) => each.name).join('、')}</p>
          <p className="meta">不能承办，也看不到这件事项。弄错了用“更正信息”改。</p>
        </Section>
      )}
      {matter.hops.length > 0 && (
        <Section title="分办">
          <HopTree hops={matter.hops} />
        </Section>
      )}
      {matter.links.length > 0 && (
        <Section title="相关">
          <ul>
            {matter.links.map((link) => (
              <li key={link.kind + link.matter.id}>
                <span className="meta">{link.kind}&ensp;</span>
                <Link to="/matters/$id" params={{ id: link.matter.id }}>
                  {link.matter.title}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <ObjectionDoors matter={matter} />
      <SimilarList id={matter.id} />
      <Section title="办理规则">
        <p>
          {matter.loopInfo.title}
          <span className="meta">&ensp;版本 {matter.loopInfo.version.slice(0, 8)}</span>
        </p>
        {matter.loopInfo.help && <HelpText text={matter.loopInfo.help} />}
        <a href={`/api/loops/${encodeURIComponent(matter.loop)}/diagram.svg`} target="_blank" rel="noreferrer">
          流程图
        </a>
      </Section>
    </aside>
  );
}
