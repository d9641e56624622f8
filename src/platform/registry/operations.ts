import type { AnyOperation } from '#kernel';
import { enterpriseOperations } from './enterprise-operations.ts';
import { peopleOperations, postOperations } from './people-operations.ts';
import type { RegistryPorts } from './shared.ts';
import { unitOperations } from './unit-operations.ts';

/** 机构、人员、企业: who there is, on any day, and the hand-over of posts. */
export function registryOperations(ports: RegistryPorts) {
  return [
    ...unitOperations(ports),
    ...peopleOperations(ports),
    ...postOperations(ports),
    ...enterpriseOperations(ports),
  ] satisfies readonly AnyOperation[];
}
