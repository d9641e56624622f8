import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, dayOf, isWorkingDay, startOfDay, toInstant } from '#kernel';
import { makeDemoCity } from '#platform/demo';
import { createDemoMarks, createTenantStore, openDatabases } from '#storage';
import { builtWeb } from '#testing/built-web';
import { createMigratedDatabase } from '#testing/database';
import { type City, loadCity, PACKS } from '../../src/main/city.ts';
import { installPeople } from '../../src/main/demo/demo.ts';
import { type RunningSite, startSite } from '../../src/main/start.ts';

export type QuietCity = {
  readonly url: string;
  readonly site: RunningSite;
  readonly databaseUrl: string;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/**
 * The demo city as `npm start` starts it, with its people, firms and time control, on the morning before anything has
 * happened: the journeys tell their own story. It is nine o'clock of a working day, whatever day the machine has.
 */
export async function startQuietCity(): Promise<QuietCity> {
  const database = await createMigratedDatabase();
  const databases = openDatabases({ url: database.url, connections: 4 });
  const home = await mkdtemp(join(tmpdir(), 'clearway-journeys-'));
  const city = await loadCity(PACKS, 'quzhou', true);
  const morning = nextMorning(city, Date.now());
  const tenants = createTenantStore(databases);
  await tenants.add({ id: city.id, name: city.name, demo: true }, morning);
  await createDemoMarks(databases).done(city.id);
  const site = await startSite({
    env: siteEnv(database.url, home),
    print: () => {},
    onDown: () => {},
    staticDir: await builtWeb(),
  });
  await installPeople({ city, databases, wired: site.wired, print: () => {} }, makeDemoCity(city.pack), morning);
  await site.wired.tenants.setNow(city.id, morning);
  return {
    url: site.url,
    site,
    databaseUrl: database.url,
    [Symbol.asyncDispose]: async () => {
      await site.stop();
      await databases.close();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

const siteEnv = (url: string, home: string) => ({
  DATA_DIR: home,
  DATABASE_URL: url,
  DATABASE_CONNECTIONS: '6',
  CONTENT_KEY: '7'.repeat(64),
  PORT: '0',
  DEMO: '1',
  LOG_LEVEL: 'silent',
});

function nextMorning({ calendar }: City, now: number): number {
  let day = addDays(dayOf(toInstant(now)), 1);
  while (!isWorkingDay(calendar, day)) day = addDays(day, 1);
  return startOfDay(day) + 9 * 3_600_000;
}
