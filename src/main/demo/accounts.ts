import { makeDemoCity } from '#platform/demo';
import type { City } from '../city.ts';

export type DemoLogin = {
  readonly login: string;
  readonly title: string;
  readonly password?: string;
  readonly phone?: string;
};

const made = new WeakMap<City, readonly DemoLogin[]>();

/** The accounts that the sign-in page of a demo offers; all of them are made up. */
export function demoAccounts(city: City): readonly DemoLogin[] {
  const known = made.get(city);
  if (known) return known;
  const accounts = makeDemoCity(city.pack).accounts.map(
    (each): DemoLogin =>
      each.kind === 'official'
        ? { login: each.login, title: each.title, password: each.password }
        : { login: each.login, title: each.title, phone: each.phone },
  );
  made.set(city, accounts);
  return accounts;
}
