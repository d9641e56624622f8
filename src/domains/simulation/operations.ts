import type { AnyOperation } from '#kernel';
import type { SimulationPorts } from './ports.ts';
import { scenarioOperations } from './scenario/operations.ts';
import { createKeeper } from './trial/keeper.ts';
import { trialOperations } from './trial/operations.ts';

/** 沙盘推演: clauses tried with other numbers before they are anyone's law. */
export function simulationOperations(ports: SimulationPorts) {
  const keeper = createKeeper(ports);
  return [...trialOperations(ports, keeper), ...scenarioOperations(ports, keeper)] satisfies readonly AnyOperation[];
}
