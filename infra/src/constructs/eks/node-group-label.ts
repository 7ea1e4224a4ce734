/** Nodes of managed groups carry it with the name of their group; pods choose by it. */
export const nodeGroupLabel = 'node-group';
