import type { Container } from '../../src/kubernetes/shapes/container.ts'
import type { Pod } from '../../src/kubernetes/shapes/pod.ts'
import type { Volume } from '../../src/kubernetes/shapes/volumes.ts'

/**
 * A pod in the form in which it is compared: with the mode that the API server gives to volumes of ConfigMaps, and, where
 * Volcano's plugins did not act in the order of ours, with sorted lists.
 */
export const comparablePod = ({ spec = {}, ...pod }: Pod, isSorted: boolean): Pod => {
  const sort = <Item>(items: readonly Item[], key: (item: Item) => string | undefined): readonly Item[] =>
    isSorted ? items.toSorted((a, b) => String(key(a)).localeCompare(String(key(b)))) : items
  const sorted = (container: Container): Container => ({
    ...container,
    ...(container.env && { env: sort(container.env, ({ name }) => name) }),
    ...(container.volumeMounts && { volumeMounts: sort(container.volumeMounts, ({ mountPath }) => mountPath) }),
  })
  const { containers, initContainers, volumes } = spec
  return {
    ...pod,
    spec: {
      ...spec,
      ...(containers && { containers: containers.map(sorted) }),
      ...(initContainers && { initContainers: initContainers.map(sorted) }),
      ...(volumes && { volumes: sort(volumes.map(withMode), ({ name }) => name) }),
    },
  }
}

const withMode = (volume: Volume): Volume =>
  volume.configMap === undefined ? volume : { ...volume, configMap: { defaultMode: 0o644, ...volume.configMap } }
