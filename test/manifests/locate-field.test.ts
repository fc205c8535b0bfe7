import { describe, expect, it } from 'vitest'
import { parseManifests } from '../../src/manifests/parse-manifests.ts'

const yaml = `# jobs of the team
apiVersion: batch.volcano.sh/v1alpha1
kind: Job
metadata:
  name: train
  labels:
    volcano.sh/queue-name: research
spec:
  plugins:
    svc: []
    "ssh":
    - --no-root
  common: &common
    restartPolicy: Never
  tasks:
  - name: master
    template:
      spec: *common
  - replicas: 2
    name: worker
    template:
      spec:
        containers:
        - name: main
          image: busybox
`

const json = `{
  "apiVersion": "v1",
  "kind": "List",
  "items": [
    {"apiVersion": "v1", "kind": "Thing"},
    {
      "apiVersion": "v1",
      "kind": "Thing",
      "spec": {
        "name": "b"
      }
    }
  ]
}`

describe('fields of YAML', () => {
  const lineOf = parseManifests('job.yaml', yaml).manifests[0]?.lineOf
  it.each([
    ['', 2],
    ['kind', 3],
    ['metadata.name', 5],
    ['metadata.labels[volcano.sh/queue-name]', 7],
    ['spec.plugins', 9],
    ['spec.plugins[svc]', 10],
    ['spec.plugins[ssh][0]', 12],
    ['spec.tasks[0]', 16],
    ['spec.tasks[0].template.spec.restartPolicy', 14],
    ['spec.tasks[1]', 19],
    ['spec.tasks[1].name', 20],
    ['spec.tasks[1].template.spec.containers[0].image', 25],
    ['spec.minAvailable', 8],
    ['spec.plugins[env]', 9],
    ['spec.tasks[1].minAvailable', 19],
    ['spec.tasks[7].name', 15],
    ['spec.tasks[1].template.spec.containers[0].resources.limits[cpu]', 24],
    ['status.state', 2],
  ])('%s is in line %i', (path, line) => {
    expect(lineOf?.(path)).toBe(line)
  })
})

describe('fields of an object in a List', () => {
  const lineOf = parseManifests('list.json', json).manifests[1]?.lineOf
  it.each([
    ['', 6],
    ['spec.name', 10],
    ['spec.size', 9],
    ['metadata.name', 6],
  ])('%s is in line %i', (path, line) => {
    expect(lineOf?.(path)).toBe(line)
  })
})
