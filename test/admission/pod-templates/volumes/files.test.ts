import { describe, expect, it } from 'vitest'
import type { Volume } from '../../../../src/kubernetes/shapes/volumes.ts'
import { beginnings } from '../beginnings.ts'
import { sentencesOnVolume } from './volume-sentences.ts'

const mode = 'must be a number between 0 and 0777 (octal), both inclusive'

describe('files are fine when', () => {
  it.each<[string, Volume]>([
    [
      'they come from a Secret',
      { secret: { secretName: 's', defaultMode: 0o777, items: [{ key: 'k', path: 'a/..b' }] } },
    ],
    ['they come from a ConfigMap', { configMap: { name: 'c', items: [{ key: 'k', path: 'a..', mode: 0 }] } }],
    [
      'they come from the pod',
      {
        downwardAPI: {
          items: [
            { path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } },
            { path: 'cpu', mode: 0o400, resourceFieldRef: { containerName: 'main', resource: 'limits.cpu' } },
          ],
        },
      },
    ],
    [
      'two of them are one',
      {
        configMap: {
          name: 'c',
          items: [
            { key: 'a', path: 'x' },
            { key: 'b', path: 'x' },
          ],
        },
      },
    ],
  ])('%s', (_, volume) => {
    expect(sentencesOnVolume(volume)).toEqual([])
  })
})

describe('files are refused when', () => {
  it.each<[string, Volume, string[]]>([
    [
      'they come from no Secret',
      { secret: { defaultMode: 512 } },
      [
        'secret.secretName: Required value: the Secret whose entries become files',
        `secret.defaultMode: Invalid value: 512: ${mode}; JSON has decimal numbers: 0777 is 511`,
      ],
    ],
    ['they come from no ConfigMap', { configMap: {} }, ['configMap.name: Required value: the ConfigMap whose entries']],
    [
      'they are nothing',
      { secret: { secretName: 's', items: [{ mode: -1 }] } },
      [
        'secret.items[0].key: Required value: the entry that becomes a file',
        'secret.items[0].path: Required value: the file, from the mount path on',
        `secret.items[0].mode: Invalid value: -1: ${mode}`,
      ],
    ],
    ...(
      [
        ['/a', ['must be a relative path']],
        ['a/../b', ["must not contain '..'"]],
        ['..', ["must not contain '..'", "must not start with '..'"]],
        ['../a', ["must not contain '..'"]],
        ['..a', ["must not start with '..'"]],
      ] as const
    ).map(([path, sentences]): [string, Volume, string[]] => [
      `they are at ${path}`,
      { configMap: { name: 'c', items: [{ key: 'k', path }] } },
      sentences.map((sentence) => `configMap.items[0].path: Invalid value: "${path}": ${sentence}`),
    ]),
    [
      'they tell nothing of the pod',
      { downwardAPI: { defaultMode: -1, items: [{ path: 'a' }] } },
      [
        `downwardAPI.defaultMode: Invalid value: -1: ${mode}`,
        'downwardAPI.items[0]: Required value: one of fieldRef and resourceFieldRef is required',
      ],
    ],
    [
      'they tell two things of the pod',
      {
        downwardAPI: {
          items: [{ path: '', mode: 512, fieldRef: { fieldPath: 'spec.nodeName' }, resourceFieldRef: {} }],
        },
      },
      [
        'downwardAPI.items[0].path: Required value: the file, from the mount path on',
        'downwardAPI.items[0].fieldRef.fieldPath: Unsupported value: "spec.nodeName": supported values: "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"',
        'downwardAPI.items[0]: Invalid value: "resource": fieldRef and resourceFieldRef can not be specified simultaneously',
        `downwardAPI.items[0].mode: Invalid value: 512: ${mode}`,
      ],
    ],
    [
      'they tell the resources of no container',
      { downwardAPI: { items: [{ path: 'a', resourceFieldRef: { resource: 'limits.cpu', divisor: '2' } }] } },
      [
        'downwardAPI.items[0].resourceFieldRef.containerName: Required value: ',
        'downwardAPI.items[0].resourceFieldRef.divisor: Invalid value: ',
      ],
    ],
  ])('%s', (_, volume, want) => {
    expect(beginnings(sentencesOnVolume(volume), want)).toEqual(want)
  })
})
