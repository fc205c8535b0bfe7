import { readGoFloat } from '../../../kubernetes/go-float.ts'
import { type Finding, invalid, quote } from '../../finding.ts'
import { annotationPath, hierarchyOf, pathKey, weightsKey } from '../hierarchy.ts'
import type { QueueRule } from '../rule.ts'

/**
 * What Volcano admits and its scheduler reads in another way: the first part of a path is the root whatever its name, weights
 * below 1 count as 1, and NaN is neither more nor less than anything. Mirrors pkg/scheduler/plugins/drf: buildHierarchy.
 */
export const hierarchyMeansWhatItSays: QueueRule = {
  id: 'hierarchy-means-what-it-says',
  nature: 'doubtful',
  about: {
    why: 'The scheduler takes the first part of a path for the root whatever its name, and weights below 1 for 1.',
    fix: 'Begin with `root/`, leave no part empty, and multiply the weights until none is below 1.',
  },

  reads: [],
  check({ object }): readonly Finding[] {
    const { path, weights } = hierarchyOf(object)
    return [...checkPath(path), ...checkWeights(path, weights)]
  },
}

function checkPath(path: string): readonly Finding[] {
  if (path === '') return []
  const [root = '', ...parts] = path.split('/')
  const at = annotationPath(pathKey)
  return [
    ...(root === 'root'
      ? []
      : [invalid(at, path, `the scheduler takes ${quote(root)} for the root: begin with root/`)]),
    ...(parts.includes('')
      ? [invalid(at, path, 'a part has no name: put one / between two names, and none behind')]
      : []),
  ]
}

function checkWeights(path: string, weights: string): readonly Finding[] {
  if (path === '' || weights === '') return []
  const at = annotationPath(weightsKey)
  const numbers = weights.split('/').map(readGoFloat)
  const isLow = numbers.some((weight) => typeof weight === 'number' && weight > 0 && weight < 1)
  return [
    ...(isLow ? [invalid(at, weights, 'weights below 1 count as 1 for the scheduler: multiply all of them')] : []),
    ...(numbers.some(Number.isNaN) ? [invalid(at, weights, 'NaN is no weight: write a number of 1 or more')] : []),
  ]
}
