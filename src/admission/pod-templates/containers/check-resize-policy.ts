import type { Container } from '../../../kubernetes/shapes/container.ts'
import { each, joined, none, oneOf } from '../../checks.ts'
import { duplicate, type Finding, invalid, required } from '../../finding.ts'

type Policies = NonNullable<Container['resizePolicy']>

const checkKnownResource = oneOf(['cpu', 'memory'])
const checkKnownPolicy = oneOf(['NotRequired', 'RestartContainer'])

/** Each resource that can be resized has one policy, and a pod that never restarts resizes without. Mirrors validateResizePolicy. */
export function checkResizePolicy(policies: Policies, path: string, restartPolicyOfPod: string): readonly Finding[] {
  const taken = new Set<string>()
  return each(policies, path, ({ resourceName = '', restartPolicy = '' }, at) => {
    const found = joined(
      taken.has(resourceName) ? [duplicate(at, resourceName, 'keep one policy for this resource')] : none,
      resourceName === ''
        ? [required(`${at}.resourceName`, 'take cpu or memory')]
        : checkKnownResource(resourceName, `${at}.resourceName`),
      restartPolicy === ''
        ? [required(`${at}.restartPolicy`, 'take NotRequired or RestartContainer')]
        : checkKnownPolicy(restartPolicy, `${at}.restartPolicy`),
      restartPolicyOfPod === 'Never' && restartPolicy !== 'NotRequired'
        ? [invalid(`${at}.restartPolicy`, restartPolicy, "must be 'NotRequired' when pod `restartPolicy` is 'Never'")]
        : none,
    )
    taken.add(resourceName)
    return found
  })
}
