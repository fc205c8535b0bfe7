import { expect, it } from 'vitest'
import { chooseCompanions } from '../../src/config/companions.ts'

const values = { companions: 'on', 'ssh-key-type': 'rsa', 'webhook-namespace': 'volcano-system', objects: [] }

it.each([
  [
    'are none of its business when off',
    { companions: 'off', objects: ['examples'], 'webhook-namespace': '' },
    { mistakes: [] },
  ],
  [
    'are made when on',
    {},
    { companions: { mode: 'on', sshKeyType: 'rsa', namespace: 'volcano-system' }, mistakes: [] },
  ],
  [
    'are made with auto, with keys as wanted',
    { companions: 'auto', 'ssh-key-type': 'ed25519' },
    { companions: { mode: 'auto', sshKeyType: 'ed25519', namespace: 'volcano-system' }, mistakes: [] },
  ],
  [
    'need a namespace for the Lease',
    { 'webhook-namespace': '' },
    { mistakes: ['--companions: "on" needs --webhook-namespace, where the replicas agree on which of them writes'] },
  ],
  [
    'need a cluster',
    { objects: ['examples'] },
    { mistakes: ['--companions: "on" needs a cluster, which --objects takes the place of: remove one of the two'] },
  ],
])('companions %s', (_, given, expected) => {
  expect(chooseCompanions({ ...values, ...given })).toEqual(expected)
})
