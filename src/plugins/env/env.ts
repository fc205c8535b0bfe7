import { jobPlugin } from '../plugin.ts'

/** Mirrors pkg/controllers/job/plugins/env. */
export const env = jobPlugin({
  name: 'env',
  about: 'each container knows which replica of its task it is',
  flags: {},
  wishes: ({ index }) =>
    ['VK_TASK_INDEX', 'VC_TASK_INDEX'].map((name) => ({
      wish: 'env',
      variable: { name, value: index },
      containers: 'all',
    })),
})
