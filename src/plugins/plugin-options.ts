/** What an administrator decides about what all job plugins do. */
export type PluginOptions = Readonly<{
  /** Whether pods get the variable of a list of hosts however long it is, or only when programs can start with it. */
  hostVariables: 'always' | 'when-they-fit'
  /** Whether variables come behind those of the container or before them. */
  envOrder: 'append' | 'prepend'
  /** Whether pods get more variables than in Volcano, and host files. */
  extraEnv: boolean
  /** Whether the modes of keys are those of Volcano, or what OpenSSH wants of the user of each container. */
  sshFileModes: 'upstream' | 'by-user'
  /** Whether the ssh client knows hosts one by one, or by patterns. */
  sshClientConfig: 'hosts' | 'patterns'
}>

/** As Volcano does. */
export const defaultPluginOptions: PluginOptions = {
  hostVariables: 'always',
  envOrder: 'append',
  extraEnv: false,
  sshFileModes: 'upstream',
  sshClientConfig: 'hosts',
}
