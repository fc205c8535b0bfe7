import { labelMistakes, labelValueMistakes, qualifiedNameMistakes, subdomainMistakes } from '../../kubernetes/names.ts'
import { remember } from '../../kubernetes/remember.ts'
import { isExtendedResource } from '../../kubernetes/resource-names.ts'
import type { Container, EnvVar, ResourceRequirements } from '../../kubernetes/shapes/container.ts'
import type { PodTemplate } from '../../kubernetes/shapes/pod.ts'
import { variableMistakes } from './containers/names.ts'
import type { PodTemplateOptions } from './pod-template-options.ts'
import { compareAmounts, isNegative } from './resources/amounts.ts'

/**
 * Whether a template says no more than most do, and nothing of that is wrong. Jobs have thousands of such templates: one
 * look at each, that makes nothing, saves all the checks. Whatever else a template says, this is false and they decide.
 */
export function isOrdinary({ metadata, spec = {} }: PodTemplate, { name, namespace }: PodTemplateOptions): boolean {
  const { containers = [], restartPolicy = '' } = spec
  const [only] = containers
  return (
    only !== undefined &&
    containers.length === 1 &&
    hasOnly(spec, ofSpec) &&
    (restartPolicy === '' || restartPolicies.has(restartPolicy)) &&
    isOrdinaryContainer(only) &&
    metadata?.annotations === undefined &&
    areLabels(metadata?.labels) &&
    subdomainMistakes(name).length === 0 &&
    isLabel(namespace)
  )
}

const ofSpec: ReadonlySet<string> = new Set(['containers', 'restartPolicy', 'schedulerName'])
const ofContainer: ReadonlySet<string> = new Set([
  ...['name', 'image', 'command', 'args', 'workingDir', 'env', 'resources', 'imagePullPolicy'],
])
const ofVariable: ReadonlySet<string> = new Set(['name', 'value'])
const ofResources: ReadonlySet<string> = new Set(['requests', 'limits'])
const restartPolicies: ReadonlySet<string> = new Set(['Always', 'OnFailure', 'Never'])
const pullPolicies: ReadonlySet<string> = new Set(['Always', 'IfNotPresent', 'Never'])

/** A cluster has the same few of each, again and again. */
const isLabel = remember((name) => labelMistakes(String(name)).length === 0)
const isLabelKey = remember((key) => qualifiedNameMistakes(String(key)).length === 0)
const isVariableName = remember((name) => variableMistakes(String(name)).length === 0)

function hasOnly(fields: object, known: ReadonlySet<string>): boolean {
  for (const field in fields) if (!known.has(field)) return false
  return true
}

function areLabels(labels: Readonly<Record<string, string>> | undefined): boolean {
  for (const key in labels) if (!isLabelKey(key) || labelValueMistakes(labels[key] ?? '').length > 0) return false
  return true
}

const isOrdinaryContainer = (container: Container): boolean =>
  hasOnly(container, ofContainer) &&
  Boolean(container.image) &&
  container.name !== undefined &&
  isLabel(container.name) &&
  (!container.imagePullPolicy || pullPolicies.has(container.imagePullPolicy)) &&
  (container.env?.every(isPlainVariable) ?? true) &&
  (container.resources === undefined || areOrdinaryResources(container.resources))

const isPlainVariable = (variable: EnvVar): boolean =>
  hasOnly(variable, ofVariable) && variable.name !== undefined && isVariableName(variable.name)

function areOrdinaryResources(resources: ResourceRequirements): boolean {
  const { requests = {}, limits = {} } = resources
  if (!hasOnly(resources, ofResources)) return false
  for (const name in requests) if (!isOrdinaryRequest(name, requests[name] ?? 0, limits[name])) return false
  for (const name in limits) if (!isOrdinaryAmount(name, limits[name] ?? 0)) return false
  return true
}

type Amount = string | number

/** Of what others bring, such as GPUs, as much is asked for as may be used. */
function isOrdinaryRequest(name: string, amount: Amount, limit: Amount | undefined): boolean {
  if (!isOrdinaryAmount(name, amount)) return false
  return isBasic(name) ? limit === undefined || compareAmounts(amount, limit) <= 0 : amount === limit
}

const isOrdinaryAmount = (name: string, amount: Amount): boolean =>
  isBasic(name) ? !isNegative(amount) : isExtendedResource(name) && wholeNumber.test(String(amount))

const isBasic = (name: string): boolean => name === 'cpu' || name === 'memory'

const wholeNumber = /^\d{1,9}$/
