import type { FlowProbe } from '../../../kubernetes/shapes/job-flow.ts'
import { type Finding, invalid, required } from '../../finding.ts'
import type { JobFlowRule } from '../rule.ts'

/** A probe asks a task, at a port where somebody can listen. Volcano's webhook says nothing. */
export const probesCanSucceed: JobFlowRule = {
  id: 'probes-can-succeed',
  nature: 'doubtful',
  about: {
    why: 'Nobody listens at a port outside of 1 to 65535, and a probe without task or phase asks for nothing.',
    fix: 'Say which task is asked, at which port or for which phase.',
  },

  reads: [],
  check: ({ object: { spec = {} } }) =>
    (spec.flows ?? []).flatMap(({ dependsOn }, i) =>
      dependsOn?.probe === undefined ? none : checkProbe(dependsOn.probe, `spec.flows[${i}].dependsOn.probe`),
    ),
}

const none: readonly never[] = []

function checkProbe({ httpGetList, tcpSocketList, taskStatusList }: FlowProbe, path: string): readonly Finding[] {
  return [
    ...checkEach(httpGetList, `${path}.httpGetList`, checkPort),
    ...checkEach(tcpSocketList, `${path}.tcpSocketList`, checkPort),
    ...checkEach(taskStatusList, `${path}.taskStatusList`, checkPhase),
  ]
}

const checkEach = <Question extends Readonly<{ taskName?: string }>>(
  questions: readonly Question[] = [],
  path: string,
  checkOne: (question: Question, path: string) => readonly Finding[],
): readonly Finding[] =>
  questions.flatMap((question, k) => [
    ...(question.taskName ? [] : [required(`${path}[${k}].taskName`, 'say which task is asked')]),
    ...checkOne(question, `${path}[${k}]`),
  ])

const checkPort = ({ port = 0 }: Readonly<{ port?: number }>, path: string): readonly Finding[] =>
  port >= 1 && port <= 65535 ? [] : [invalid(`${path}.port`, port, 'nobody can listen there; ports are 1 to 65535')]

const checkPhase = ({ phase }: Readonly<{ phase?: string }>, path: string): readonly Finding[] =>
  phase ? [] : [required(`${path}.phase`, 'say which phase is waited for, such as Running')]
