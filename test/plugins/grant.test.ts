import { describe, expect, it } from 'vitest'
import { applyPatch } from '../../src/kubernetes/json-patch.ts'
import type { Pod, PodSpec } from '../../src/kubernetes/shapes/pod.ts'
import { grant } from '../../src/plugins/grant.ts'
import type { Containers, PodWish } from '../../src/plugins/plugin.ts'

const pod = (spec: PodSpec): Pod => ({ metadata: { name: 'p' }, spec })

const granted = (spec: PodSpec, wishes: readonly PodWish[]) => {
  const { patch, remarks } = grant(pod(spec), wishes)
  const { metadata, spec: after } = applyPatch(pod(spec), patch)
  return { patch, metadata, spec: after, sentences: remarks.map(({ path, message }) => `${path}: ${message}`) }
}

const env = (name: string, value: string, containers: Containers = 'all'): PodWish => ({
  wish: 'env',
  variable: { name, value },
  containers,
})
const port = (name: string, containerPort: number, containers: Containers = 'main'): PodWish => ({
  wish: 'port',
  port: { name, containerPort },
  containers,
})
const mount = (name: string, mountPath: string): PodWish => ({
  wish: 'mount',
  mount: { name, mountPath },
  volume: { name, emptyDir: {} },
  containers: 'all',
})
const waiter: PodWish = { wish: 'init container', container: { name: 'wait', image: 'busybox' } }
const ownName = (path: string) => `${path}: this name is the pod's own: the job plugin leaves it`

describe('a wish is for', () => {
  it.each<[string, Containers, readonly string[]]>([
    ['all containers', 'all', ['init', 'one', 'two']],
    ['main containers', 'main', ['one', 'two']],
    ['a main container by name', { named: 'two' }, ['two']],
    ['no init container by name', { named: 'init' }, []],
  ])('%s', (_, containers, want) => {
    const { spec } = granted({ initContainers: [{ name: 'init' }], containers: [{ name: 'one' }, { name: 'two' }] }, [
      env('A', 'a', containers),
      port('p', 1, containers),
    ])
    const all = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])]
    expect(all.filter((container) => container.env).map(({ name }) => name)).toEqual(want)
    expect(all.filter((container) => container.ports).map(({ name }) => name)).toEqual(want)
  })
})

describe('nothing stands twice:', () => {
  it('of two wishes for a variable, a port or a path the first is granted', () => {
    const wishes = [env('A', '1'), env('A', '2'), port('p', 1), port('q', 1), mount('x', '/x'), mount('y', '/x')]
    const { spec } = granted({ containers: [{ name: 'one' }] }, wishes)
    expect(spec?.containers).toEqual([
      {
        name: 'one',
        env: [{ name: 'A', value: '1' }],
        ports: [{ name: 'p', containerPort: 1 }],
        volumeMounts: [{ name: 'x', mountPath: '/x' }],
      },
    ])
  })

  it.each<[string, PodSpec, PodWish, readonly string[]]>([
    [
      'a port of that number, whatever its name',
      { containers: [{ ports: [{ name: 'own', containerPort: 1 }] }] },
      port('p', 1),
      [],
    ],
    [
      'a port of that name',
      { containers: [{ ports: [{ containerPort: 7 }, { name: 'p', containerPort: 8 }] }] },
      port('p', 1),
      [ownName('spec.containers[0].ports[1].name')],
    ],
    [
      'a variable that says something else',
      { containers: [{ env: [{ name: 'A', value: 'own' }] }] },
      env('A', ''),
      [ownName('spec.containers[0].env[0].name')],
    ],
    [
      'a variable that the API server has stored without its empty value',
      { containers: [{ env: [{ name: 'A' }] }] },
      env('A', ''),
      [],
    ],
    [
      'an init container of that name',
      { initContainers: [{ name: 'wait', image: 'own' }] },
      waiter,
      [ownName('spec.initContainers[0].name')],
    ],
    [
      'an init container that the API server has completed',
      { initContainers: [{ name: 'wait', image: 'busybox', resources: {} }] },
      waiter,
      [],
    ],
    ['a main container of that name', { containers: [{ name: 'wait' }] }, waiter, [ownName('spec.containers[0].name')]],
  ])('%s is left', (_, spec, wish, want) => {
    const { patch, sentences } = granted(spec, [wish])
    expect({ patch, sentences }).toEqual({ patch: [], sentences: want })
  })
})

it('a volume of the pod is not mounted where a plugin wants its own of that name', () => {
  const containers = [{ name: 'one' }]
  expect(
    granted({ containers, volumes: [{ name: 'x', configMap: { name: 'own' } }] }, [mount('x', '/x')]),
  ).toMatchObject({
    patch: [],
    sentences: [ownName('spec.volumes[0].name')],
  })
})

describe('on the host network', () => {
  const two = (spec: PodSpec) =>
    granted({ containers: [{ name: 'one' }, { name: 'two' }], initContainers: [{ name: 'init' }], ...spec }, [
      port('p', 1, 'all'),
    ]).spec
  const opened = { name: 'p', containerPort: 1 }

  it.each<[string, PodSpec, object]>([
    [
      'the first main container has a port alone; init containers run before',
      { hostNetwork: true },
      {
        containers: [{ name: 'one', ports: [opened] }, { name: 'two' }],
        initContainers: [{ name: 'init', ports: [opened] }],
      },
    ],
    [
      'a port that any main container has is taken',
      { hostNetwork: true, containers: [{ name: 'one' }, { name: 'two', ports: [{ containerPort: 1 }] }] },
      { containers: [{ name: 'one' }, { name: 'two', ports: [{ containerPort: 1 }] }] },
    ],
    [
      'alone it is so',
      {},
      {
        containers: [
          { name: 'one', ports: [opened] },
          { name: 'two', ports: [opened] },
        ],
      },
    ],
  ])('%s', (_, spec, want) => {
    expect(two(spec)).toMatchObject(want)
    expect(two(spec)?.containers).toEqual(Reflect.get(want, 'containers'))
  })
})

describe('an init container that is added', () => {
  const wishes = [waiter, env('A', 'a'), env('B', 'b', 'main'), port('p', 1, 'all'), mount('x', '/x')]
  const equipped = {
    name: 'wait',
    image: 'busybox',
    env: [{ name: 'A', value: 'a' }],
    ports: [{ name: 'p', containerPort: 1 }],
    volumeMounts: [{ name: 'x', mountPath: '/x' }],
  }

  it.each<[string, PodSpec, readonly object[]]>([
    ['gets what all containers get', { containers: [] }, [equipped]],
    [
      'comes last',
      { initContainers: [{ name: 'first', env: [{ name: 'A', value: 'a' }] }] },
      [{ name: 'first' }, equipped],
    ],
  ])('%s', (_, spec, want) => {
    const once = granted(spec, wishes).spec
    expect(once?.initContainers).toMatchObject(want)
    expect(once?.initContainers?.at(-1)).toEqual(equipped)
    expect(granted(once ?? {}, wishes).patch).toEqual([])
  })
})

describe('an annotation', () => {
  const wish: PodWish = { wish: 'annotation', name: 'a/b', value: 'new' }

  it.each<[string, Readonly<Record<string, string>> | undefined, object, readonly string[]]>([
    ['is added to none', undefined, { 'a/b': 'new' }, []],
    ['is added to others', { c: 'd' }, { c: 'd', 'a/b': 'new' }, []],
    ['stays where it is', { 'a/b': 'new' }, { 'a/b': 'new' }, []],
    [
      'of the pod stays',
      { 'a/b': 'own' },
      { 'a/b': 'own' },
      ["metadata.annotations[a/b]: this annotation is the pod's own: the job plugin leaves it"],
    ],
  ])('%s', (_, annotations, want, sentences) => {
    const given: Pod = { metadata: { name: 'p', ...(annotations && { annotations }) }, spec: {} }
    const { patch, remarks } = grant(given, [wish])
    expect(applyPatch(given, patch).metadata).toEqual({ name: 'p', annotations: want })
    expect(remarks.map(({ path, message }) => `${path}: ${message}`)).toEqual(sentences)
  })
})

describe('a command', () => {
  const command = (...words: readonly string[]): PodWish => ({ wish: 'command', command: words, containers: 'main' })

  it.each<[string, readonly string[] | undefined, number]>([
    ['is given where there is none', undefined, 0],
    ['is given where there is an empty one', [], 0],
    ['replaces another, with a remark', ['own'], 1],
  ])('%s', (_, own, remarks) => {
    const { spec, sentences } = granted({ containers: [{ name: 'one', ...(own && { command: own }) }] }, [
      command('a', 'b'),
    ])
    expect([spec?.containers?.[0]?.command, sentences.length]).toEqual([['a', 'b'], remarks])
  })

  it('of two plugins the later counts', () => {
    expect(granted({ containers: [{ name: 'one' }] }, [command('a'), command('b')]).spec?.containers).toEqual([
      { name: 'one', command: ['b'] },
    ])
  })
})

it('a plugin that wishes nothing is heard', () => {
  const because = { path: 'metadata.name', value: 'p', message: 'too late' }
  expect(grant(pod({}), [{ wish: 'nothing', because }])).toEqual({ patch: [], remarks: [because] })
})
