import { labelMistakes } from '../../../kubernetes/names.ts'
import type { Container } from '../../../kubernetes/shapes/container.ts'
import { invalids, joined, none, oneOf } from '../../checks.ts'
import { type Finding, required } from '../../finding.ts'
import { checkContainerResources } from '../resources/container-resources.ts'
import { checkContainerSecurity } from './check-container-security.ts'
import { checkEnv } from './check-env.ts'
import { checkEnvFrom } from './check-env-from.ts'
import { checkPorts } from './check-ports.ts'
import { checkResizePolicy } from './check-resize-policy.ts'
import { checkVolumeDevices } from './check-volume-devices.ts'
import { checkVolumeMounts } from './check-volume-mounts.ts'
import type { PodFacts } from './pod-facts.ts'

const checkMessagePolicy = oneOf(['File', 'FallbackToLogsOnError'])
const checkPullPolicy = oneOf(['Always', 'IfNotPresent', 'Never'])

/** What any container must meet, of whichever of the three kinds. Mirrors validateContainerCommon. */
export function checkContainer(container: Container, path: string, pod: PodFacts): readonly Finding[] {
  const { name = '', image, ports, env, envFrom, resources, resizePolicy, securityContext } = container
  return joined(
    checkName(name, `${path}.name`),
    image ? none : [required(`${path}.image`, 'name the image to run, such as busybox:1.36')],
    checkMessagePolicy(container.terminationMessagePolicy || 'File', `${path}.terminationMessagePolicy`),
    ports === undefined ? none : checkPorts(ports, `${path}.ports`),
    env === undefined ? none : checkEnv(env, `${path}.env`),
    envFrom === undefined ? none : checkEnvFrom(envFrom, `${path}.envFrom`),
    checkVolumeMounts(container, `${path}.volumeMounts`, pod),
    checkVolumeDevices(container, `${path}.volumeDevices`, pod),
    checkPullPolicy(container.imagePullPolicy || 'Always', `${path}.imagePullPolicy`),
    resources === undefined ? none : checkContainerResources(resources, `${path}.resources`, pod.claimNames),
    resizePolicy === undefined ? none : checkResizePolicy(resizePolicy, `${path}.resizePolicy`, pod.restartPolicy),
    securityContext === undefined
      ? none
      : checkContainerSecurity(securityContext, `${path}.securityContext`, pod.hostUsers),
  )
}

const checkName = (name: string, path: string): readonly Finding[] =>
  name === '' ? [required(path, 'name the container, such as main')] : invalids(path, name, labelMistakes(name))
