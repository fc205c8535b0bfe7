import { describe, expect, it, test } from 'vitest'
import {
  bool,
  fields,
  int32,
  list,
  map,
  pointer,
  pointers,
  string,
  stringType,
  struct,
} from '../../src/kubernetes/shape.ts'
import { podSpecShape } from '../../src/kubernetes/shapes/pod.ts'
import { jobSpecShape, taskShape } from '../../src/kubernetes/shapes/volcano-job.ts'

describe('Go names the type', () => {
  it.each([
    ['int32', int32],
    ['v1.PullPolicy', stringType('v1.PullPolicy')],
    ['[]string', list(string)],
    ['[]v1.Container', list(struct('v1.Container', {}))],
    ['map[string][]string', map(list(string))],
    ['v1.Labels', map(string, 'v1.Labels')],
    ['v1.Probe', pointer(struct('v1.Probe', {}))],
  ])('%s', (name, { goType }) => {
    expect(goType).toBe(name)
  })
})

test('a struct has the fields of the struct that is embedded in it', () => {
  const handler = struct('v1.Handler', { port: int32 })
  const probe = struct('v1.Probe', { period: int32 }, handler)
  expect([...probe.fields.keys()]).toEqual(['port', 'period'])
  expect(probe.embedded).toBe(handler)
})

test('pointers are marked, and nothing else', () => {
  expect(bool.isPointer).toBe(false)
  expect(pointer(bool)).toEqual({ ...bool, isPointer: true })
  expect(pointers({ a: bool, b: string })).toEqual({ a: pointer(bool), b: pointer(string) })
})

test('fields that are alike are written together', () => {
  expect(fields(bool, 'stdin', 'tty')).toEqual({ stdin: bool, tty: bool })
})

describe('whether Go tells an absent value from a zero one:', () => {
  it.each([
    ['minAvailable of a task', taskShape, 'minAvailable', true],
    ['maxRetry of a task', taskShape, 'maxRetry', false],
    ['minSuccess of a job', jobSpecShape, 'minSuccess', true],
    ['minAvailable of a job', jobSpecShape, 'minAvailable', false],
    ['enableServiceLinks of a pod', podSpecShape, 'enableServiceLinks', true],
    ['hostNetwork of a pod', podSpecShape, 'hostNetwork', false],
  ])('%s', (_, shape, name, isPointer) => {
    expect(shape.fields.get(name)?.isPointer).toBe(isPointer)
  })
})
