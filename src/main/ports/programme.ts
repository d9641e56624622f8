import type { ProgrammePorts } from '#domains/programme';
import { nameIndex } from '#engines/registry';
import { principalsOf } from '#platform/access';
import { MatterRow, type ReadPorts, runMove, runOpen } from '#platform/matters';
import type { LiveDirectory, RegistryStore } from '#platform/registry';
import { createActionStore, createBoardStore, createPlanStore, type Databases } from '#storage';
import { headsOf } from './heads.ts';
import { matterRows } from './matter-ports.ts';

export type ProgrammeBase = {
  readonly databases: Databases;
  readonly matters: ReadPorts;
  readonly registry: LiveDirectory;
  readonly people: Pick<RegistryStore, 'serving'>;
  readonly inbox: ProgrammePorts<MatterRow>['notify'];
};

/** Gives plans, supervision and special actions their ports. */
export function programmePorts({
  databases,
  matters,
  registry,
  people,
  inbox,
}: ProgrammeBase): ProgrammePorts<MatterRow> {
  return {
    ids: matters.ids,
    calendar: matters.calendar,
    organisation: async (tenant, now) => {
      const [organisation, directory] = await Promise.all([
        registry.organisation(tenant, now),
        registry.directory(tenant, now),
      ]);
      return {
        index: nameIndex(organisation),
        membersOf: organisation.membersOf,
        unit: (id) => organisation.units.get(id),
        officeFor: directory.officeFor,
      };
    },
    plans: createPlanStore(databases),
    board: createBoardStore(databases),
    actions: createActionStore(databases),
    principalsOf,
    row: MatterRow,
    matterRows: matterRows(matters),
    openMatter: (call, input) => runOpen(matters, call, input),
    moveMatter: (call, input) => runMove(matters, call, input),
    notify: inbox,
    personNames: matters.personNames,
    headsOf: headsOf(people),
  };
}
