import { describe, expect, it } from 'vitest'
import {
  isAttachableVolumeResource,
  isExtendedResource,
  isHugePageResource,
  isIntegerResource,
  isNativeResource,
} from '../../src/kubernetes/resource-names.ts'

const kinds = {
  isNativeResource,
  isExtendedResource,
  isIntegerResource,
  isHugePageResource,
  isAttachableVolumeResource,
}
type Kind = keyof typeof kinds

describe('a resource', () => {
  it.each<[string, Kind[]]>([
    ['cpu', ['isNativeResource']],
    ['bananas', ['isNativeResource']],
    ['pods', ['isNativeResource', 'isIntegerResource']],
    ['services.nodeports', ['isNativeResource', 'isIntegerResource']],
    ['hugepages-2Mi', ['isNativeResource', 'isHugePageResource']],
    ['attachable-volumes-aws-ebs', ['isNativeResource', 'isAttachableVolumeResource']],
    ['kubernetes.io/batch', ['isNativeResource']],
    ['sub.kubernetes.io/batch', ['isNativeResource']],
    ['nvidia.com/gpu', ['isExtendedResource', 'isIntegerResource']],
    ['count/jobs.batch', ['isExtendedResource', 'isIntegerResource']],
    ['requests.nvidia.com/gpu', []],
    ['NVIDIA.com/gpu', []],
    ['nvidia.com/gpu/a', []],
    [`${'n'.repeat(245)}/gpu`, []],
  ])('%s is %j', (name, want) => {
    const found = Object.entries(kinds).filter(([, isOfKind]) => isOfKind(name))
    expect(found.map(([kind]) => kind)).toEqual(want)
  })
})
