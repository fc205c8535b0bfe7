/** Whether pods get lists of hosts that are too long for a variable. */
export const hostVariableModes = ['always', 'when-they-fit'] as const
export type HostVariableMode = (typeof hostVariableModes)[number]
