import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { issueAuthority, issueServingCertificate } from '../src/tls/issue.ts'
import { cluster } from './bodies.ts'

/** The files that servers need, and the authority that signed their certificate, in PEM. */
export type Site = Readonly<{
  authority: string
  caCertFile: string
  certFile: string
  keyFile: string
  objects: string
  folder: string
}>

/** Writes one certificate for all servers, and the objects that the bodies speak of. */
export async function writeSite(folder: string): Promise<Site> {
  const now = new Date()
  const authority = await issueAuthority('volcano-admission benchmark CA', now)
  const { certificate, key } = await issueServingCertificate(authority, ['127.0.0.1'], now)
  const write = (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text, { mode: 0o600 })
    return path
  }
  const objects = join(folder, 'objects')
  mkdirSync(objects)
  write('objects/cluster.yaml', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: cluster }))
  return {
    authority: authority.certificate,
    caCertFile: write('ca.crt', authority.certificate),
    certFile: write('tls.crt', certificate),
    keyFile: write('tls.key', key),
    objects,
    folder,
  }
}
