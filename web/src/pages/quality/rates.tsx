import { Link } from '@tanstack/react-router';
import type { Rate } from '../../api/quality.ts';
import { share } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { WhyPopover } from '../../parts/why-popover.tsx';

/** Each rate with what it is out of: a rate whose denominator cannot be seen says nothing. */
export function Rates({ month, rates }: { readonly month: string; readonly rates: readonly Rate[] }) {
  return (
    <section className="panel" aria-label="五率">
      <ul className={page.line}>
        {rates.map((rate) => (
          <li key={rate.name} style={{ minWidth: 150 }} title={rate.of}>
            <span className="meta">
              {rate.title}&ensp;
              <WhyPopover label="口径" title={`${rate.title}的口径`}>
                {rate.of}
              </WhyPopover>
            </span>
            <p style={{ fontSize: 20, fontWeight: 600 }}>
              {rate.rate === null ? '—' : share(rate.numerator, rate.denominator)}
            </p>
            <p className="meta">
              {rate.denominator === 0 ? (
                '没有可计入的事项'
              ) : (
                <>
                  <Door month={month} what={rate.name} part="done" count={rate.numerator} />
                  &thinsp;/&thinsp;
                  <Door month={month} what={rate.name} part="all" count={rate.denominator} />
                  &thinsp;件
                  {rate.numerator < rate.denominator && (
                    <>
                      ，差&thinsp;
                      <Door month={month} what={rate.name} part="missing" count={rate.denominator - rate.numerator} />
                    </>
                  )}
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

type DoorProps = {
  readonly month: string;
  readonly what: string;
  readonly part: 'all' | 'done' | 'missing';
  readonly count: number;
};

const Door = ({ month, what, part, count }: DoorProps) =>
  count === 0 ? (
    '0'
  ) : (
    <Link to="/monthly/records" search={{ month, what, part }}>
      {count}
    </Link>
  );
