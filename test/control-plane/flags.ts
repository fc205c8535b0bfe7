import { join } from 'node:path'
import { type Site, urlOf } from './site.ts'

/** Data is thrown away with the folder, so that etcd need not wait for the disk. */
export const etcdFlags = ({ folder, etcdPort }: Site): readonly string[] => [
  `--data-dir=${join(folder, 'etcd')}`,
  `--listen-client-urls=http://127.0.0.1:${etcdPort}`,
  `--advertise-client-urls=http://127.0.0.1:${etcdPort}`,
  '--listen-peer-urls=http://127.0.0.1:0',
  '--unsafe-no-fsync',
]

/** Without controllers nobody makes service accounts, so the plugin that would wait for them is off. */
export const apiServerFlags = ({ folder, etcdPort, apiServerPort }: Site): readonly string[] => [
  `--etcd-servers=http://127.0.0.1:${etcdPort}`,
  `--secure-port=${apiServerPort}`,
  '--bind-address=127.0.0.1',
  '--advertise-address=127.0.0.1',
  '--endpoint-reconciler-type=none',
  `--audit-policy-file=${join(folder, 'audit-policy.json')}`,
  `--audit-log-path=${join(folder, 'audit.log')}`,
  ...servingFlags(folder),
  `--client-ca-file=${join(folder, 'authority.crt')}`,
  `--service-account-issuer=${urlOf(apiServerPort)}`,
  `--service-account-key-file=${join(folder, 'service-accounts.key')}`,
  `--service-account-signing-key-file=${join(folder, 'service-accounts.key')}`,
  '--service-cluster-ip-range=10.0.0.0/24',
  '--authorization-mode=RBAC',
  '--disable-admission-plugins=ServiceAccount',
  '--allow-privileged=true',
]

/** Only the garbage collector, which removes what a deleted object owned. */
export const controllerManagerFlags = ({ folder, managerPort }: Site, kubeconfigPath: string): readonly string[] => [
  `--kubeconfig=${kubeconfigPath}`,
  '--controllers=garbagecollector',
  '--leader-elect=false',
  '--bind-address=127.0.0.1',
  `--secure-port=${managerPort}`,
  ...servingFlags(folder),
]

const servingFlags = (folder: string): readonly string[] => [
  `--tls-cert-file=${join(folder, 'server.crt')}`,
  `--tls-private-key-file=${join(folder, 'server.key')}`,
]
