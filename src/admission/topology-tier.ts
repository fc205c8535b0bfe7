/** The part of a network topology that says how far apart pods may be. */
type Topology = Readonly<{ highestTierAllowed?: number; highestTierName?: string }>

/** Volcano's sentence; whoever says it adds what to do. */
export const twoTiers = "must not specify 'highestTierAllowed' and 'highestTierName' in networkTopology simultaneously"

/** Whether the highest tier is given both by number and by name: which of them should count? */
export const hasTwoTiers = ({ highestTierAllowed, highestTierName }: Topology): boolean =>
  highestTierAllowed !== undefined && Boolean(highestTierName)
