import { Link } from '@tanstack/react-router';
import type { Cockpit } from '../../api/cockpit.ts';
import type { TeamStand, Watched } from '../../api/evaluation.ts';
import { figure } from '../../parts/figures.ts';
import styles from './cockpit.module.css';
import { type Movement, movementOf, rangeWords, shown, unitWord } from './words.ts';

type Props = { readonly teams: Cockpit['teams']; readonly on: string | undefined };

/** Where the city stands on each indicator of the evaluation, who leads it and what is open; each a door to its team. */
export function Standings({ teams, on }: Props) {
  if (teams.length === 0) return null;
  const worse = teams.filter((each) => each.watched.some((one) => movedOf(one).good === false)).length;
  const silent = teams.filter((each) => !headOf(each)).length;
  return (
    <section className={styles.box} aria-label="各项评价指标">
      <h2 className={styles.title}>
        <Link to="/evaluation" className={styles.door}>
          {teams.length} 项指标：{worse > 0 ? `${worse} 项变差` : '没有一项变差'}
          {silent > 0 && `，${silent} 项尚无数`}
        </Link>
      </h2>
      <ul className={styles.standings}>
        {teams.map((team) => (
          <Standing key={team.indicator} team={team} on={on} />
        ))}
      </ul>
      <p className={styles.fine}>
        本季度至今由办理记录算出的数，括号内为 90% 区间；与上季度的差别超出误差才说变好、变差。指标名称通向专班的页面。
      </p>
    </section>
  );
}

type StandingProps = { readonly team: TeamStand; readonly on: string | undefined };

function Standing({ team, on }: StandingProps) {
  const head = headOf(team);
  return (
    <li className={styles.standing}>
      <Link to="/evaluation/$indicator" params={{ indicator: team.indicator }}>
        {team.title}
      </Link>
      <span className={styles.seen}>{head ? <Seen watched={head} on={on} /> : '尚无数'}</span>
      <span className={styles.fine}>
        {team.lead.name}
        {team.openGaps > 0 && ` · 差距 ${figure(team.openGaps)} 条`}
        {team.lateGaps > 0 && <span className={styles.red}>，超期 {figure(team.lateGaps)}</span>}
      </span>
    </li>
  );
}

function Seen({ watched, on }: { readonly watched: Watched; readonly on: string | undefined }) {
  const { indicator, category, title, unit, now } = watched;
  const moved = movedOf(watched);
  return (
    <>
      <span className={styles.fine}>{title}</span>
      <Link
        to="/indicators/$id/records"
        params={{ id: indicator }}
        search={{ period: 'quarter', ...(category ? { category } : {}), ...(on ? { on } : {}) }}
      >
        <strong>
          {shown(now.value, unit)}
          {unitWord(unit)}
        </strong>
        <span className={`${styles.fine} ${styles.range}`}>
          （{rangeWords(now.interval, unit) || `${now.counted} 件`}）
        </span>
      </Link>
      <span className={moved.good === false ? styles.worse : styles.soft}>
        {moved.good === false ? '▼ 变差：' : moved.good ? '▲ 变好：' : ''}
        {moved.word}
      </span>
    </>
  );
}

/** The same as a wall shows them: a name, a figure, and whether it moved. */
export function StandingTiles({ teams }: Pick<Props, 'teams'>) {
  return (
    <ul className={styles.standingTiles} aria-label="各项评价指标">
      {teams.map((team) => {
        const head = headOf(team);
        const good = head ? movedOf(head).good : null;
        return (
          <li key={team.indicator}>
            <Link to="/evaluation/$indicator" params={{ indicator: team.indicator }} title={team.title}>
              <span className={styles.standingName}>{team.title}</span>
              {head ? (
                <strong className={good === false ? styles.red : ''}>
                  {good === false && '▼'}
                  {good && '▲'}
                  {shown(head.now.value, head.unit, 0)}
                </strong>
              ) : (
                <span className={styles.soft}>尚无数</span>
              )}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

const movedOf = ({ now, before, direction, unit }: Watched): Movement =>
  movementOf({ value: now.value, before: before.value, interval: now.interval, direction, unit });

/** The figure to show: one that has become worse before others. */
const headOf = ({ watched }: TeamStand): Watched | undefined => {
  const known = watched.filter((each) => each.now.value !== null && each.now.counted > 0);
  return known.find((each) => movedOf(each).good === false) ?? known[0];
};
