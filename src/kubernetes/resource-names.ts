import { qualifiedNameMistakes } from './names.ts'
import { remember } from './remember.ts'

/** What kinds of resources there are, by their names. Mirrors k8s.io/kubernetes/pkg/apis/core/helper. */
const ownPrefix = 'kubernetes.io/'
const requestsPrefix = 'requests.'

const counted = new Set([
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
])

/** A resource of Kubernetes itself: a name without prefix stands for one of its own. */
export const isNativeResource = (name: string): boolean => !name.includes('/') || isPrefixedNativeResource(name)

export const isPrefixedNativeResource = (name: string): boolean => name.includes(ownPrefix)

/** A resource that somebody else brings, such as `nvidia.com/gpu`. */
export const isExtendedResource: (name: string) => boolean = remember(
  (name) =>
    !isNativeResource(String(name)) &&
    !String(name).startsWith(requestsPrefix) &&
    qualifiedNameMistakes(`${requestsPrefix}${name}`).length === 0,
)

export const isHugePageResource = (name: string): boolean => name.startsWith('hugepages-')

export const isAttachableVolumeResource = (name: string): boolean => name.startsWith('attachable-volumes-')

/** A resource that comes in whole units only. */
export const isIntegerResource = (name: string): boolean => counted.has(name) || isExtendedResource(name)
