import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Credentials, createAuthority, issueServingCertificate } from './certificates.ts'
import { findFreePorts } from './free-ports.ts'
import { createTemporaryFolder } from './temporary-folder.ts'

/** Where the programs of one control plane find each other and their files, and who signs their clients. */
export type Site = Readonly<{
  folder: string
  removeFolder: () => Promise<void>
  etcdPort: number
  apiServerPort: number
  managerPort: number
  authority: Credentials
}>

export const urlOf = (port: number): string => `https://127.0.0.1:${port}`

/** Who did what to Volcano's objects, once each, and nothing of the objects. */
const auditPolicy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [
    { level: 'Metadata', verbs: ['create', 'update', 'patch', 'delete'], resources: [{ group: 'batch.volcano.sh' }] },
    { level: 'None' },
  ],
}

/** A new folder with the key files that flags.ts names, and ports that are free. */
export async function prepareSite(): Promise<Site> {
  const [etcdPort = 0, apiServerPort = 0, managerPort = 0] = await findFreePorts(3)
  const authority = await createAuthority()
  const server = await issueServingCertificate(authority)
  const { path: folder, remove: removeFolder } = createTemporaryFolder(
    join(tmpdir(), 'volcano-admission-control-plane-'),
  )
  const files = {
    'audit-policy.json': JSON.stringify(auditPolicy),
    'authority.crt': authority.certificate,
    'server.crt': server.certificate,
    'server.key': server.key,
    'service-accounts.key': generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
      type: 'sec1',
      format: 'pem',
    }),
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o600 })
  return { folder, removeFolder, etcdPort, apiServerPort, managerPort, authority }
}
