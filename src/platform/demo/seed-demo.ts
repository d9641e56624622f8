import type { Grid } from '#engines/registry';
import { isRefusal } from '#kernel';
import type { RegistryStore } from '#platform/registry';
import type { DemoAccount, DemoCity } from './demo-city.ts';
import type { Step } from './step.ts';

/** `token`: what a peer signs its message with. */
export type RunStep = (
  step: Pick<Step, 'at' | 'actor' | 'operation' | 'input'> & { readonly token?: string },
) => Promise<unknown>;

export type SeedPorts = {
  /** Runs a real operation with the demo clock at `at`. */
  readonly run: RunStep;
  /** Runs what time has brought about: reminders, breaches, escalations. */
  readonly sweep: (at: number) => Promise<unknown>;
  /** Says how far it is, now and then. */
  readonly progress?: (done: number, of: number) => void;
};

export type Seeded = {
  readonly steps: number;
  /** What the rules of the city said no to; a story that goes wrong is dropped from there on. */
  readonly refused: readonly { readonly operation: string; readonly input: unknown; readonly why: string }[];
};

const HOUR = 3_600_000;
/** Limits run out in office hours; sweeping at night would find nothing. */
const inOffice = (at: number): boolean => {
  const hour = (Math.floor(at / HOUR) + 8) % 24;
  return hour >= 9 && hour <= 18;
};

/** Lives through the scenario: every step through the operation that a user would use, at its own time. */
export async function seedDemo(steps: readonly Step[], ports: SeedPorts): Promise<Seeded> {
  const kept = new Map<string, unknown>();
  const dropped = new Set<unknown>();
  const refused: { operation: string; input: unknown; why: string }[] = [];
  let swept = Math.floor((steps[0]?.at ?? 0) / HOUR) * HOUR;
  for (const [done, step] of steps.entries()) {
    for (; swept + HOUR <= step.at; swept += HOUR) if (inOffice(swept + HOUR)) await ports.sweep(swept + HOUR);
    const input = filled(step.input, kept);
    if (input === undefined || dropped.has(input.id)) continue;
    try {
      const answer = await ports.run({ at: step.at, actor: step.actor, operation: step.operation, input });
      if (step.keep) kept.set(step.keep.as, pathIn(answer, step.keep.from));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      dropped.add(input.id ?? step);
      refused.push({ operation: step.operation, input, why: error.message });
    }
    if (done % 100 === 0) ports.progress?.(done, steps.length);
  }
  return { steps: steps.length, refused };
}

const pathIn = (answer: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], answer);

/** Puts in what earlier steps kept; undefined when one of them came to nothing. */
function filled(input: Step['input'], kept: ReadonlyMap<string, unknown>): Record<string, unknown> | undefined {
  let lost = false;
  const fill = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null || !('$kept' in value)) return value;
    const found = kept.get(String(value.$kept));
    lost ||= found === undefined;
    return found;
  };
  const values = Object.entries(input).map(([name, value]) => [name, fill(value)] as const);
  return lost ? undefined : Object.fromEntries(values);
}

export type InstallPorts = {
  readonly registry: Pick<RegistryStore, 'change'>;
  readonly putGrids: (tenant: string, grids: readonly Grid[]) => Promise<void>;
  readonly addAccount: (tenant: string, account: DemoAccount) => Promise<void>;
};

/** People, posts, enterprises, grids and accounts: who there is, before anything happens. Twice does no harm. */
export async function installDemo(city: DemoCity, tenant: string, now: number, ports: InstallPorts): Promise<void> {
  const { people, posts, relations, enterprises, grids, accounts } = city;
  await ports.registry.change(tenant, async (_before, writer) => {
    await writer.putPeople(people, now);
    await writer.putPosts(posts);
    await writer.putEnterprises(enterprises, now);
    await writer.putRelations(relations);
  });
  await ports.putGrids(tenant, grids);
  for (const account of accounts) await ports.addAccount(tenant, account);
}
