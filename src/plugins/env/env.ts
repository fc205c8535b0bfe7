import { jobPlugin, type PodWish } from '../plugin.ts'
import { extraVariables } from './extra-variables.ts'

/** Mirrors pkg/controllers/job/plugins/env; the extra variables are this server's own. */
export const env = jobPlugin({
  name: 'env',
  about: 'each container knows which replica of its task it is',
  flags: {},
  wishes: (target) => [
    variable('VK_TASK_INDEX', target.index),
    variable('VC_TASK_INDEX', target.index),
    ...(target.options.extraEnv ? extraVariables(target).map(([name, value]) => variable(name, value)) : []),
  ],
})

const variable = (name: string, value: string): PodWish => ({
  wish: 'env',
  variable: { name, value },
  containers: 'all',
})
