/** What of the surroundings the rules of a pod template depend on. */
export type PodTemplateOptions = Readonly<{
  /** The name that the template goes by: that of its task. */
  name: string
  namespace: string
  /** Whether pods have resources of their own, beside those of their containers. */
  podLevelResources: boolean
}>
