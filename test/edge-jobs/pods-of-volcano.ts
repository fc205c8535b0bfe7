import { podOfTask } from '../../src/admission/jobs/pod-of-task.ts'
import { targetOf } from '../../src/admission/pods/target.ts'
import type { Indexes } from '../../src/cli/render-job.ts'
import type { Container } from '../../src/kubernetes/shapes/container.ts'
import type { Pod, PodSpec } from '../../src/kubernetes/shapes/pod.ts'
import type { Job } from '../../src/kubernetes/shapes/volcano-job.ts'
import { replicasOf, tasksOf } from '../../src/plugins/hosts.ts'
import type { Containers, PodWish } from '../../src/plugins/plugin.ts'
import { defaultPluginOptions } from '../../src/plugins/plugin-options.ts'
import { wishesFor } from '../../src/plugins/registry.ts'

/** The pods as Volcano's controller equips them: it adds what plugins want and hardly looks whether it is there already. */
export const podsOfVolcano = (job: Job, indexes: Indexes): readonly Pod[] =>
  tasksOf(job).flatMap((task) =>
    indexes(replicasOf(task)).map((index) => {
      const pod = podOfTask(job, task, index)
      const wishes = wishesFor({ ...targetOf(pod, job), options: defaultPluginOptions })
      return { ...pod, spec: wishes.filter(isOwn).reduce(equip, pod.spec ?? {}) }
    }),
  )

/** Where a plugin divides a mount of Volcano's among containers, the first part stands for it. */
const isOwn = (wish: PodWish, place: number, wishes: readonly PodWish[]): boolean =>
  wish.wish !== 'mount' || wishes.findIndex((other) => nameOfVolume(other) === nameOfVolume(wish)) === place

const nameOfVolume = (wish: PodWish): string | undefined =>
  wish.wish === 'mount' ? (wish.instead ?? wish).volume.name : undefined

/** Annotations and commands are left out: no pod is refused for them. */
function equip(spec: PodSpec, wish: PodWish): PodSpec {
  switch (wish.wish) {
    case 'hostname':
    case 'subdomain':
      return { ...spec, [wish.wish]: spec[wish.wish] || wish.value }
    case 'env':
      return inContainers(spec, wish.containers, ({ env, ...container }) => ({
        ...container,
        env: added(env, wish.variable),
      }))
    case 'port':
      return inContainers(spec, wish.containers, (container) => open(container, wish))
    case 'mount':
      return mount(spec, wish.instead ?? wish)
    case 'init container':
      return { ...spec, initContainers: addedOnce(spec.initContainers, wish.container) }
    default:
      return spec
  }
}

const added = <Item>(list: readonly Item[] = [], item: Item): readonly Item[] => [...list, item]

const addedOnce = (list: readonly Container[] = [], item: Container): readonly Container[] =>
  list.some(({ name }) => name === item.name) ? list : [...list, item]

function open({ ports = [], ...container }: Container, { port }: Extract<PodWish, { wish: 'port' }>): Container {
  const isOpen = ports.some(({ containerPort }) => containerPort === port.containerPort)
  return { ...container, ports: isOpen ? ports : [...ports, port] }
}

function mount(
  spec: PodSpec,
  { mount: wanted, volume }: Pick<Extract<PodWish, { wish: 'mount' }>, 'mount' | 'volume'>,
): PodSpec {
  const equipped = inContainers(spec, 'all', ({ volumeMounts, ...container }) => ({
    ...container,
    volumeMounts: added(volumeMounts, wanted),
  }))
  return { ...equipped, volumes: added(spec.volumes, volume) }
}

function inContainers(spec: PodSpec, which: Containers, change: (container: Container) => Container): PodSpec {
  const isMeant = ({ name }: Container): boolean =>
    typeof which === 'string' || !('named' in which) || which.named === name
  const { containers = [], initContainers } = spec
  return {
    ...spec,
    containers: containers.map((container) => (isMeant(container) ? change(container) : container)),
    ...(initContainers && { initContainers: which === 'all' ? initContainers.map(change) : initContainers }),
  }
}
