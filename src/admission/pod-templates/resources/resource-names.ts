import { qualifiedNameMistakes } from '../../../kubernetes/names.ts'
import {
  isExtendedResource,
  isHugePageResource,
  isIntegerResource,
  isNativeResource,
} from '../../../kubernetes/resource-names.ts'
import { invalids, none, oneOf } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'

const usual: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage'])

/** The names without a domain that Kubernetes knows anywhere, apart from those of huge pages and of what quotas count. */
const standard: ReadonlySet<string> = new Set([
  ...['', 'requests.', 'limits.'].flatMap((prefix) => [...usual].map((name) => `${prefix}${name}`)),
  ...['storage', 'requests.storage'],
])

const isStandard = (name: string): boolean =>
  standard.has(name) || isIntegerResource(name) || /^(?:requests\.)?hugepages-/.test(name)

/** Whether a container can be promised less than it may use at most. Mirrors IsOvercommitAllowed. */
export const canBeOvercommitted = (name: string): boolean =>
  usual.has(name) || (isNativeResource(name) && !isHugePageResource(name))

/** A container can have such a resource. Mirrors validateContainerResourceName. */
export function checkContainerResourceName(name: string, path: string): readonly Finding[] {
  if (usual.has(name)) return none
  const found = checkName(name, path)
  const mistake = findContainerMistake(name)
  return mistake === undefined ? found : [...found, invalid(path, name, mistake)]
}

const allowed = 'cpu, memory, ephemeral-storage, hugepages-<size>, and those of a vendor such as example.com/gpu'

function findContainerMistake(name: string): string | undefined {
  if (!name.includes('/'))
    return isHugePageResource(name) ? undefined : `must be a standard resource for containers; these are ${allowed}`
  if (isNativeResource(name) || isExtendedResource(name)) return undefined
  return "doesn't follow extended resource name standard; take a name such as example.com/gpu"
}

const checkNameForPods = oneOf(['cpu', 'hugepages-', 'memory'])

/** A pod as a whole can have such a resource. Mirrors validatePodResourceName. */
export function checkPodResourceName(name: string, path: string): readonly Finding[] {
  const found = checkName(name, path)
  if (found.length > 0 || name === 'cpu' || name === 'memory' || isHugePageResource(name)) return found
  return checkNameForPods(name, path)
}

/** Mirrors validateResourceName. */
function checkName(name: string, path: string): readonly Finding[] {
  const mistakes = qualifiedNameMistakes(name)
  if (mistakes.length > 0) return invalids(path, name, mistakes)
  if (name.includes('/') || isStandard(name)) return none
  return [invalid(path, name, 'must be a standard resource type or fully qualified')]
}
