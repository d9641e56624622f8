import type { AppealPorts, PanelPorts } from '#domains/appeals';
import type { ReadPorts } from '#platform/matters';
import { createPanelStore, type Databases } from '#storage';

/** Gives the panels their ports. */
export function panelPorts({
  databases,
  matters,
  appeals,
}: {
  readonly databases: Databases;
  readonly matters: ReadPorts;
  readonly appeals: AppealPorts;
}): PanelPorts {
  const { sealBytes: seal, openBytes: open } = matters.vault;
  return { ...appeals, panels: createPanelStore(databases, { seal, open }), personNames: matters.personNames };
}
