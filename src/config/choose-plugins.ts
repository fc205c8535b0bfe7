import type { FlagValues } from './flags.ts'

/** What job plugins give beyond Volcano, or otherwise. */
export type PluginChoices = Readonly<{
  envOrder: 'append' | 'prepend'
  extraEnv: boolean
  sshFileModes: 'upstream' | 'by-user'
  sshClientConfig: 'hosts' | 'patterns'
}>

/** Other texts than the allowed ones are mistakes by then. */
export const choosePlugins = (values: FlagValues): PluginChoices => ({
  envOrder: values['plugin-env-order'] === 'prepend' ? 'prepend' : 'append',
  extraEnv: values['extra-env'],
  sshFileModes: values['ssh-file-modes'] === 'by-user' ? 'by-user' : 'upstream',
  sshClientConfig: values['ssh-client-config'] === 'patterns' ? 'patterns' : 'hosts',
})
