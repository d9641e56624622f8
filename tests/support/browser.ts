import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Chromium, installedChromium, packagedChromium } from './chromium.ts';

const RESULTS = fileURLToPath(new URL('../../test-results', import.meta.url));

const FLAGS: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless Chromium: the machine's own, else the one inside the npm package. Close it when done. */
export async function launchBrowser(which?: Chromium): Promise<Browser> {
  const { executablePath, env } = which ?? installedChromium() ?? (await packagedChromium());
  return chromium.launch({
    executablePath,
    args: [...FLAGS],
    env: { ...process.env, ...env } as Record<string, string>,
  });
}

/** A picture of the whole page in test-results/, for people to look at. Waits for the fonts. Returns its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  mkdirSync(RESULTS, { recursive: true });
  const path = join(RESULTS, `${name}.png`);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path, fullPage: true });
  return path;
}

export type AxeViolation = {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  /** Selectors of the elements at fault. */
  readonly where: readonly string[];
};

export type AxeOptions = {
  /** WCAG 2.2 A and AA unless told. */
  readonly tags?: readonly string[];
  /** Selectors of parts that are not ours to mend. */
  readonly exclude?: readonly string[];
};

type AxeResult = { id: string; impact?: string | null; help: string; nodes: { target: unknown[] }[] };
type AxeWindow = { axe: { run(context: object, options: object): Promise<{ violations: AxeResult[] }> } };

const WCAG: readonly string[] = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What is still fading in or out has no colour to judge yet; endless movement is not waited for. */
async function settled(page: Page): Promise<void> {
  const still = (): boolean =>
    document.getAnimations().every((each) => {
      const endless = each.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY;
      return endless || each.playState !== 'running';
    });
  await page.waitForTimeout(100);
  await page.waitForFunction(still, undefined, { timeout: 5000 }).catch(() => undefined);
}

/** What axe-core finds wrong with the page as it stands; an empty list when nothing is. */
export async function axe(page: Page, options: AxeOptions = {}): Promise<readonly AxeViolation[]> {
  await settled(page);
  // Evaluated, not added as a script tag, which the page's Content-Security-Policy would refuse.
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(`${source};undefined`);
  const asked = { tags: options.tags ?? WCAG, exclude: options.exclude ?? [] };
  const violations = await page.evaluate(async ({ tags, exclude }) => {
    const { axe: engine } = window as unknown as AxeWindow;
    const context = { include: [['html']], exclude: exclude.map((each) => [each]) };
    return (await engine.run(context, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }))
      .violations;
  }, asked);
  return violations.map(({ id, impact, help, nodes }) => ({
    id,
    impact: impact ?? 'unknown',
    help,
    where: nodes.map((node) => node.target.join(' ')),
  }));
}
