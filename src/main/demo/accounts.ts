import { makeDemoCity } from '#platform/demo';
import type { City } from '../city.ts';
import { oncePer } from '../once-per.ts';

export type DemoLogin = {
  readonly login: string;
  readonly title: string;
  readonly password?: string;
  readonly phone?: string;
};

/** The accounts that the sign-in page of a demo offers; all of them are made up. */
export const demoAccounts = oncePer(
  (city: City) => city,
  (city): readonly DemoLogin[] =>
    makeDemoCity(city.pack).accounts.map((each) =>
      each.kind === 'official'
        ? { login: each.login, title: each.title, password: each.password }
        : { login: each.login, title: each.title, phone: each.phone },
    ),
);
