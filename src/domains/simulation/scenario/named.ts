import { type Call, refuse } from '#kernel';
import type { SimulationPorts } from '../ports.ts';
import type { Scenario } from './ports.ts';

export async function scenarioNamed(
  ports: SimulationPorts,
  call: Call,
  id: string,
  version?: number,
): Promise<Scenario> {
  const found = await ports.scenarios.find(call.tenant, id, version);
  if (found) return found;
  throw refuse({ code: 'simulation.no-scenario', kind: 'not-found', what: '没有这个方案', todo: '请从方案列表里选' });
}
