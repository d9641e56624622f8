import { isBranch, type Leaf, type SchemeNode } from '#engines/indicators';

/** The indicators of a scheme, in the order of its tree. */
export const leavesOf = (node: SchemeNode): readonly Leaf[] =>
  isBranch(node) ? node.children.flatMap(leavesOf) : [node];
