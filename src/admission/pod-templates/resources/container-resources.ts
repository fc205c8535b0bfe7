import type { ResourceRequirements } from '../../../kubernetes/shapes/container.ts'
import type { Finding } from '../../finding.ts'
import { checkRequirements } from './check-requirements.ts'
import { checkContainerResourceName } from './resource-names.ts'

/** A container asks for resources that there are, for as much as it may use or less. */
export const checkContainerResources = (
  requirements: ResourceRequirements,
  path: string,
  claimNames: ReadonlySet<string>,
): readonly Finding[] => checkRequirements(requirements, path, claimNames, checkContainerResourceName)
