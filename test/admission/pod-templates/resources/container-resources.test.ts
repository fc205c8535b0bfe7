import { describe, expect, it } from 'vitest'
import type { Container } from '../../../../src/kubernetes/shapes/container.ts'
import type { PodSpec } from '../../../../src/kubernetes/shapes/pod.ts'
import { sentencesOnContainer } from '../sentences.ts'

const claims: PodSpec = {
  resourceClaims: [
    { name: 'gpu', resourceClaimName: 'g' },
    { name: 'net', resourceClaimTemplateName: 'n' },
  ],
}

describe('what a container asks for is fine when', () => {
  it.each<[string, Container, PodSpec?]>([
    ['it asks for nothing', { resources: {} }],
    [
      'it asks for less than it may use',
      {
        resources: {
          requests: { cpu: '500m', memory: '1Gi', 'ephemeral-storage': 1 },
          limits: { cpu: 1, memory: '1.5Gi', 'ephemeral-storage': '1k' },
        },
      },
    ],
    [
      'it asks for as much, in other words',
      { resources: { requests: { cpu: '1000m', memory: '1024Mi' }, limits: { cpu: '1', memory: '1Gi' } } },
    ],
    [
      'amounts differ by less than is counted',
      { resources: { requests: { cpu: '1.0009' }, limits: { cpu: '1.0001' } } },
    ],
    ['it has requests alone, or limits alone', { resources: { requests: { cpu: '1' }, limits: { memory: '1Gi' } } }],
    [
      'it asks for nothing of something',
      { resources: { requests: { cpu: 0, memory: '-0', 'ephemeral-storage': '0' } } },
    ],
    [
      'it asks for whole devices, all that it may use',
      {
        resources: {
          requests: { 'example.com/gpu': '2000m' },
          limits: { 'example.com/gpu': 2, 'example.com/net': '1' },
        },
      },
    ],
    [
      'it asks for more whole devices than milli units fit an int64',
      { resources: { limits: { 'example.com/gpu': '1Ei' } } },
    ],
    [
      'it asks for whole huge pages, and memory',
      { resources: { requests: { memory: '1Gi' }, limits: { 'hugepages-2Mi': '4Mi', 'hugepages-1Gi': '0' } } },
    ],
    [
      'it takes claims of the pod, or single requests of them',
      { resources: { claims: [{ name: 'gpu' }, { name: 'net', request: 'a' }, { name: 'net', request: 'b' }] } },
      claims,
    ],
  ])('%s', (_, value, spec) => {
    expect(sentencesOnContainer(value, spec)).toEqual([])
  })
})

describe('what a container asks for is refused when', () => {
  it.each<[string, Container, string[], PodSpec?]>([
    [
      'amounts are negative',
      { resources: { requests: { cpu: '-1' }, limits: { memory: -2 } } },
      [
        'resources.limits[memory]: Invalid value: -2: must be greater than or equal to 0',
        'resources.requests[cpu]: Invalid value: "-1": must be greater than or equal to 0',
      ],
    ],
    [
      'it asks for more than it may use',
      { resources: { requests: { cpu: '2', memory: '1025Mi' }, limits: { cpu: '1.500', memory: '1Gi' } } },
      [
        'resources.requests[cpu]: Invalid value: "2": must be less than or equal to cpu limit of 1.500; change the request or the limit',
        'resources.requests[memory]: Invalid value: "1025Mi": must be less than or equal to memory limit of 1Gi; change the request or the limit',
      ],
    ],
    [
      'it asks for a hair more than it may use',
      { resources: { requests: { cpu: '1001m' }, limits: { cpu: '1' } } },
      [
        'resources.requests[cpu]: Invalid value: "1001m": must be less than or equal to cpu limit of 1; change the request or the limit',
      ],
    ],
    [
      'amounts are larger than what is exact in JavaScript',
      { resources: { requests: { memory: '9007199254740993' }, limits: { memory: '9007199254740992' } } },
      [
        'resources.requests[memory]: Invalid value: "9007199254740993": must be less than or equal to memory limit of 9007199254740992; change the request or the limit',
      ],
    ],
    [
      'names are those of no resource',
      { resources: { limits: { gpu: '1', pods: '1', '': '1', 'A/b': '1', 'requests.example.com/gpu': '1' } } },
      [
        'resources.limits[gpu]: Invalid value: "gpu": must be a standard resource type or fully qualified',
        'resources.limits[gpu]: Invalid value: "gpu": must be a standard resource for containers; these are cpu, memory, ephemeral-storage, hugepages-<size>, and those of a vendor such as example.com/gpu',
        'resources.limits[pods]: Invalid value: "pods": must be a standard resource for containers; these are cpu, memory, ephemeral-storage, hugepages-<size>, and those of a vendor such as example.com/gpu',
        'resources.limits[]: Invalid value: "": name part must be non-empty',
        `resources.limits[]: Invalid value: "": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
        'resources.limits[]: Invalid value: "": must be a standard resource for containers; these are cpu, memory, ephemeral-storage, hugepages-<size>, and those of a vendor such as example.com/gpu',
        `resources.limits[A/b]: Invalid value: "A/b": prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`,
        `resources.limits[A/b]: Invalid value: "A/b": doesn't follow extended resource name standard; take a name such as example.com/gpu`,
        `resources.limits[requests.example.com/gpu]: Invalid value: "requests.example.com/gpu": doesn't follow extended resource name standard; take a name such as example.com/gpu`,
      ],
    ],
    [
      'devices are cut',
      { resources: { limits: { 'example.com/gpu': '0.5' } } },
      ['resources.limits[example.com/gpu]: Invalid value: "0.5": must be an integer; this resource has no fractions'],
    ],
    [
      'it asks for fewer devices than it may use, or without a limit',
      {
        resources: { requests: { 'example.com/gpu': '1', 'example.com/net': '1' }, limits: { 'example.com/gpu': '2' } },
      },
      [
        'resources.requests[example.com/gpu]: Invalid value: "1": must be equal to example.com/gpu limit of 2; change the request or the limit',
        'resources.limits[example.com/net]: Required value: Limit must be set for non overcommitable resources; set it to what requests has',
      ],
    ],
    [
      'huge pages are cut, or have no size',
      {
        resources: {
          requests: { cpu: '1' },
          limits: { 'hugepages-2Mi': '3Mi', 'hugepages-x': '1', 'hugepages-0': '0', 'hugepages-1e30': '1' },
        },
      },
      [
        'resources.limits[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi; ask for whole pages of a size such as hugepages-2Mi',
        'resources.limits[hugepages-x]: Invalid value: "1": 1 is not positive integer multiple of hugepages-x; ask for whole pages of a size such as hugepages-2Mi',
        'resources.limits[hugepages-0]: Invalid value: "0": 0 is not positive integer multiple of hugepages-0; ask for whole pages of a size such as hugepages-2Mi',
        'resources.limits[hugepages-1e30]: Invalid value: "1": 1 is not positive integer multiple of hugepages-1e30; ask for whole pages of a size such as hugepages-2Mi',
      ],
    ],
    [
      'huge pages stand alone',
      { resources: { limits: { 'hugepages-2Mi': '2Mi' } } },
      ['resources: Forbidden: HugePages require cpu or memory; add an amount of one of them'],
    ],
    [
      'the names are those of properties that every object has',
      { resources: { requests: { constructor: '1' }, limits: { toString: '1' } } },
      [
        'resources.limits[toString]: Invalid value: "toString": must be a standard resource type or fully qualified',
        'resources.limits[toString]: Invalid value: "toString": must be a standard resource for containers; these are cpu, memory, ephemeral-storage, hugepages-<size>, and those of a vendor such as example.com/gpu',
        'resources.requests[constructor]: Invalid value: "constructor": must be a standard resource type or fully qualified',
        'resources.requests[constructor]: Invalid value: "constructor": must be a standard resource for containers; these are cpu, memory, ephemeral-storage, hugepages-<size>, and those of a vendor such as example.com/gpu',
      ],
    ],
    [
      'claims are those of no pod',
      { resources: { claims: [{ name: 'gpu' }, {}] } },
      [
        'resources.claims[0]: Not found: "gpu": must be one of the names in pod.spec.resourceClaims which is empty',
        'resources.claims[1]: Required value: name one of the resourceClaims of the pod',
      ],
    ],
    [
      'claims are taken twice',
      {
        resources: {
          claims: [
            { name: 'gpu' },
            { name: 'gpu', request: 'a' },
            { name: 'net', request: 'a' },
            { name: 'net', request: 'a' },
            { name: 'net' },
            { name: 'fpga', request: 'A' },
          ],
        },
      },
      [
        'resources.claims[1]: Duplicate value: "gpu": the whole claim is taken already; remove one of the two',
        'resources.claims[3]: Duplicate value: "net/a": take each request of a claim once',
        'resources.claims[4]: Duplicate value: "net": net/a is taken already; take the whole claim or its requests',
        `resources.claims[5].request: Invalid value: "A": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`,
        'resources.claims[5]: Not found: "fpga": must be one of the names in pod.spec.resourceClaims: gpu, net',
      ],
      claims,
    ],
  ])('%s', (_, value, want, spec) => {
    expect(sentencesOnContainer(value, spec)).toEqual(want)
  })
})
