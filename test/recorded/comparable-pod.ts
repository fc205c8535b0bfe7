import type { Container } from '../../src/kubernetes/shapes/container.ts'
import type { Pod } from '../../src/kubernetes/shapes/pod.ts'

/** A pod with sorted lists: to compare it with one whose plugins acted in another order. */
export function withSortedItems({ spec = {}, ...pod }: Pod): Pod {
  const { containers, initContainers, volumes } = spec
  return {
    ...pod,
    spec: {
      ...spec,
      ...(containers && { containers: containers.map(sorted) }),
      ...(initContainers && { initContainers: initContainers.map(sorted) }),
      ...(volumes && { volumes: by(volumes, 'name') }),
    },
  }
}

const sorted = (container: Container): Container => ({
  ...container,
  ...(container.env && { env: by(container.env, 'name') }),
  ...(container.ports && { ports: by(container.ports, 'containerPort') }),
  ...(container.volumeMounts && { volumeMounts: by(container.volumeMounts, 'mountPath') }),
})

const by = <Item>(items: readonly Item[], key: keyof Item): readonly Item[] =>
  items.toSorted((one, other) => String(one[key]).localeCompare(String(other[key])))
