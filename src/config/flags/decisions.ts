import type { FlagTable } from '../flag.ts'
import { hostVariableModes } from '../host-variable-modes.ts'
import { rulePresets } from '../rule-levels.ts'

/** What is served, and what the decisions depend on. */
export const decisionFlags = {
  'enabled-admission': {
    type: 'list',
    default: [
      '/jobs/mutate',
      '/jobs/validate',
      '/podgroups/mutate',
      '/pods/validate',
      '/pods/mutate',
      '/queues/mutate',
      '/queues/validate',
    ],
    upstream: true,
    about: 'Paths of the webhooks to serve. The webhook configurations in the cluster must name the same ones.',
  },
  'scheduler-name': {
    type: 'strings',
    default: ['volcano'],
    upstream: true,
    about: 'Scheduler name of Volcano. The first one is given to jobs that name none; pods of any of them are checked.',
  },
  'admission-conf': {
    type: 'string',
    default: '',
    upstream: true,
    about: 'Path of the resource group file, which gives pods a scheduler, tolerations, node labels and an affinity.',
  },
  'max-queue-depth': {
    type: 'int',
    default: 5,
    upstream: true,
    unit: 'levels',
    about:
      'How deep queues may be nested. A queue without a parent, or with root for one, is at level 1, its children are at level 2, and so on. With 1 or less, no queue may have another parent than root.',
  },
  'enable-root-queue-protection': {
    type: 'bool',
    default: true,
    upstream: true,
    about: 'Refuse changes of capability, deserved and guarantee of the root queue.',
  },
  'enable-queue-allocated-pods-check': {
    type: 'bool',
    default: false,
    upstream: true,
    about: 'Refuse to delete a queue that has allocated pods.',
  },
  'default-queue': {
    type: 'string',
    default: 'default',
    upstream: false,
    about:
      'Queue of jobs that name none, or `default`, which the CRD gives to those that name none. Volcano needs its queue `default` all the same. The rule `job-names-queue` refuses jobs in this queue.',
  },
  'namespace-queues': {
    type: 'bool',
    default: false,
    upstream: false,
    about:
      'Send jobs that name no queue, or `default`, to the one of the annotation `scheduling.volcano.sh/queue-name` of their namespace, as Volcano does with pod groups. The server then reads namespaces.',
  },
  'rule-preset': {
    type: 'string',
    default: 'compatible',
    upstream: false,
    allowed: rulePresets,
    about:
      'How strict the rules are that are not named in `--rules`: `compatible` refuses what Volcano refuses and warns of the rest, `recommended` also refuses what can never run or has no effect as written.',
  },
  rules: {
    type: 'levels',
    default: new Map(),
    upstream: false,
    about:
      'Levels of single rules, such as `priority-classes-exist=deny`: `deny`, `warn`, or `off`, with which the rule is not asked. [rules.md](rules.md) lists the rules and their levels in each preset.',
  },
  'kubernetes-version': {
    type: 'string',
    default: '',
    upstream: false,
    about:
      'Version of Kubernetes that decisions are made for, such as `1.35`: some names are legal from 1.36 on. Without it the server asks the API server; where there is none, the newest version is assumed.',
  },
  'max-object-bytes': {
    type: 'int',
    default: 1_572_864,
    upstream: false,
    unit: 'bytes',
    minimum: 1,
    about:
      'Largest object that etcd stores, which is its `--max-request-bytes`: jobs and pods that would become larger can never run.',
  },
  'host-variables': {
    type: 'string',
    default: 'always',
    upstream: false,
    allowed: hostVariableModes,
    about:
      "Whether pods get `VC_<TASK>_HOSTS` of the plugin svc however long it is. With `when-they-fit` it is left out where Linux would start no program with it, and `/etc/volcano` has the list all the same. For pods that get their plugins here; those of Volcano's controller come with all variables.",
  },
  'feature-gates': {
    type: 'gates',
    default: {},
    upstream: true,
    about:
      'Feature gates to switch, such as `SchedulingGatesQueueAdmission=true`. Gates of Kubernetes that have no effect here are accepted with a warning.',
  },
} as const satisfies FlagTable
