{{/*
Every webhook that the server serves, one entry for each path. The names are Volcano's.

  path        the path on the server; the configuration object is named after it: volcano-admission-service-jobs-mutate
  type        Mutating or Validating
  name        the webhook's name, which users see in error messages
  group, version, resource, scope, operations    what the API server sends
  objectSelector, matchConditions                optional: what narrows it further
  sideEffects    as in the webhook configuration
  reads       the kinds of volcano-admission.kinds that it looks at, for which the server gets rights
  optIn       true: not one of Volcano's; registered only when enabledAdmissions names it
*/}}
{{- define "volcano-admission.webhooks" -}}
# Volcano registers CREATE alone. UPDATE is here because a second kubectl apply of a manifest without the defaults
# takes them away again.
- path: /jobs/mutate
  type: Mutating
  name: mutatejob.volcano.sh
  group: batch.volcano.sh
  version: v1alpha1
  resource: jobs
  scope: Namespaced
  operations: [CREATE, UPDATE]
  sideEffects: NoneOnDryRun
  reads: []
- path: /jobs/validate
  type: Validating
  name: validatejob.volcano.sh
  group: batch.volcano.sh
  version: v1alpha1
  resource: jobs
  scope: Namespaced
  operations: [CREATE, UPDATE]
  sideEffects: NoneOnDryRun
  reads: [queues, priorityClasses]
- path: /pods/mutate
  type: Mutating
  name: mutatepod.volcano.sh
  group: ""
  version: v1
  resource: pods
  scope: Namespaced
  operations: [CREATE]
  sideEffects: NoneOnDryRun
  reads: [jobs]
{{- if include "volcano-admission.has-groups" . }}
  # Any pod may be in a resource group. The agents that a node needs before it can run anything are never asked for.
  matchConditions:
    - name: not-node-critical
      expression: '!has(object.spec.priorityClassName) || object.spec.priorityClassName != "system-node-critical"'
{{- else if include "volcano-admission.has-gate" . }}
  matchConditions:
    - name: of-a-job-or-waiting-for-its-queue
      expression: >-
        has(object.metadata.labels) && "volcano.sh/job-name" in object.metadata.labels ||
        has(object.metadata.annotations) && "scheduling.volcano.sh/queue-allocation-gate" in object.metadata.annotations
{{- else }}
  objectSelector:
    matchExpressions:
      - key: volcano.sh/job-name
        operator: Exists
{{- end }}
- path: /pods/validate
  type: Validating
  name: validatepod.volcano.sh
  group: ""
  version: v1
  resource: pods
  scope: Namespaced
  operations: [CREATE]
  sideEffects: NoneOnDryRun
  reads: [podGroups]
  # The server lets all others pass, so they need not wait for it.
  matchConditions:
    - name: scheduled-by-volcano
      expression: 'has(object.spec.schedulerName) && object.spec.schedulerName in {{ toJson .Values.schedulerNames }}'
- path: /queues/mutate
  type: Mutating
  name: mutatequeue.volcano.sh
  group: scheduling.volcano.sh
  version: v1beta1
  resource: queues
  scope: Cluster
  operations: [CREATE]
  sideEffects: NoneOnDryRun
  reads: []
- path: /queues/validate
  type: Validating
  name: validatequeue.volcano.sh
  group: scheduling.volcano.sh
  version: v1beta1
  resource: queues
  scope: Cluster
  operations: [CREATE, UPDATE, DELETE]
  sideEffects: NoneOnDryRun
  reads: [queues]
- path: /podgroups/mutate
  type: Mutating
  name: mutatepodgroup.volcano.sh
  group: scheduling.volcano.sh
  version: v1beta1
  resource: podgroups
  scope: Namespaced
  operations: [CREATE]
  sideEffects: NoneOnDryRun
  reads: [namespaces]
- path: /podgroups/validate
  type: Validating
  name: validatepodgroup.volcano.sh
  group: scheduling.volcano.sh
  version: v1beta1
  resource: podgroups
  scope: Namespaced
  operations: [CREATE]
  sideEffects: NoneOnDryRun
  reads: [queues]
# Volcano's chart calls it validatejob.volcano.sh, as it does the webhook of jobs.
- path: /jobflows/validate
  type: Validating
  name: validatejobflow.volcano.sh
  group: flow.volcano.sh
  version: v1alpha1
  resource: jobflows
  scope: Namespaced
  operations: [CREATE, UPDATE]
  sideEffects: NoneOnDryRun
  reads: [jobTemplates, queues, priorityClasses]
- path: /jobtemplates/validate
  type: Validating
  name: validatejobtemplate.volcano.sh
  group: flow.volcano.sh
  version: v1alpha1
  resource: jobtemplates
  scope: Namespaced
  operations: [CREATE, UPDATE]
  sideEffects: NoneOnDryRun
  reads: [queues, priorityClasses]
  optIn: true
- path: /cronjobs/validate
  type: Validating
  name: validatecronjob.volcano.sh
  group: batch.volcano.sh
  version: v1alpha1
  resource: cronjobs
  scope: Namespaced
  operations: [CREATE, UPDATE]
  sideEffects: NoneOnDryRun
  reads: [queues, priorityClasses]
- path: /hypernodes/validate
  type: Validating
  name: validatehypernodes.volcano.sh
  group: topology.volcano.sh
  version: v1alpha1
  resource: hypernodes
  scope: Cluster
  operations: [CREATE, UPDATE]
  sideEffects: None
  reads: []
{{- end -}}

{{/* Where the API server serves the kinds of objects that webhooks read. */}}
{{- define "volcano-admission.kinds" -}}
- {kind: jobs, group: batch.volcano.sh, resource: jobs}
- {kind: queues, group: scheduling.volcano.sh, resource: queues}
- {kind: podGroups, group: scheduling.volcano.sh, resource: podgroups}
- {kind: jobTemplates, group: flow.volcano.sh, resource: jobtemplates}
- {kind: priorityClasses, group: scheduling.k8s.io, resource: priorityclasses}
- {kind: namespaces, group: "", resource: namespaces}
{{- end -}}

{{/* The entries that are switched on, as JSON: {"entries": [...]}. A misspelt path stops the installation. */}}
{{- define "volcano-admission.enabled-webhooks" -}}
{{- $all := include "volcano-admission.webhooks" . | fromYamlArray -}}
{{- $paths := list -}}
{{- $usual := list -}}
{{- range $all -}}
{{- $paths = append $paths .path -}}
{{- if not .optIn -}}{{- $usual = append $usual .path -}}{{- end -}}
{{- end -}}
{{- $wanted := .Values.enabledAdmissions | default $usual -}}
{{- range $wanted -}}
{{- if not (has . $paths) -}}
{{- fail (printf "enabledAdmissions: %q is not served; allowed: %s" . (join ", " $paths)) -}}
{{- end -}}
{{- end -}}
{{- $entries := list -}}
{{- range $all -}}{{- if has .path $wanted -}}{{- $entries = append $entries . -}}{{- end -}}{{- end -}}
{{- dict "entries" $entries | toJson -}}
{{- end -}}

{{- define "volcano-admission.configuration-name" -}}
volcano-admission-service{{ .path | replace "/" "-" }}
{{- end -}}

{{/* Whether the webhooks become Fail only when the way to them is proved; else empty. */}}
{{- define "volcano-admission.has-proof" -}}
{{- if and (eq .Values.failurePolicy "Fail") .Values.pathProof.enabled -}}
{{- if has .Values.pathProof.namespace (list .Release.Namespace "kube-system") -}}
{{- fail (printf "pathProof.namespace: no webhook is asked in %s: name another namespace, such as default" .Values.pathProof.namespace) -}}
{{- end -}}
true
{{- end -}}
{{- end -}}

{{/*
The failurePolicy of a webhook that is to be proved, given as a dict of type and name of its configuration: Fail where it
is so already, so that an upgrade does not begin anew. Where Helm asks no cluster, nothing is known to be there.
*/}}
{{- define "volcano-admission.proved-policy" -}}
{{- $found := lookup "admissionregistration.k8s.io/v1" (printf "%sWebhookConfiguration" .type) "" .name | default dict -}}
{{- $policies := list -}}
{{- range $found.webhooks | default list -}}{{- $policies = append $policies .failurePolicy -}}{{- end -}}
{{- has "Fail" $policies | ternary "Fail" "Ignore" -}}
{{- end -}}

{{/*
What is sent to the API server to see whether it asks the webhooks, as JSON: for each scope the resources by their group,
such as {"Cluster": {"scheduling.volcano.sh": ["queues"]}}. Empty when nothing is to be proved.
*/}}
{{- define "volcano-admission.proofs" -}}
{{- $scopes := dict -}}
{{- if include "volcano-admission.has-proof" . -}}
{{- range (include "volcano-admission.enabled-webhooks" . | fromJson).entries -}}
{{- $groups := get $scopes .scope | default dict -}}
{{- $_ := set $groups .group (append (get $groups .group | default list) .resource | uniq) -}}
{{- $_ := set $scopes .scope $groups -}}
{{- end -}}
{{- end -}}
{{- toJson $scopes -}}
{{- end -}}
