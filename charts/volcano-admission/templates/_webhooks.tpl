{{/*
Every webhook that the server serves, one entry for each path. The names are Volcano's.

  path        the path on the server; the configuration object is named after it: volcano-admission-service-jobs-mutate
  type        Mutating or Validating
  name        the webhook's name, which users see in error messages
  group, version, resource, scope, operations    what the API server sends
  objectSelector, matchConditions                optional: what narrows it further
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
- path: /jobs/validate
  type: Validating
  name: validatejob.volcano.sh
  group: batch.volcano.sh
  version: v1alpha1
  resource: jobs
  scope: Namespaced
  operations: [CREATE, UPDATE]
- path: /pods/mutate
  type: Mutating
  name: mutatepod.volcano.sh
  group: ""
  version: v1
  resource: pods
  scope: Namespaced
  operations: [CREATE]
{{- if include "volcano-admission.admission-conf" . }}
  # Any pod may be in a resource group. The agents that a node needs before it can run anything are never asked for.
  matchConditions:
    - name: not-node-critical
      expression: '!has(object.spec.priorityClassName) || object.spec.priorityClassName != "system-node-critical"'
{{- else }}
  objectSelector:
    matchExpressions:
      - key: volcano.sh/job-name
        operator: Exists
{{- end }}
{{- end -}}

{{/* The entries that are switched on, as JSON: {"entries": [...]}. A misspelt path stops the installation. */}}
{{- define "volcano-admission.enabled-webhooks" -}}
{{- $all := include "volcano-admission.webhooks" . | fromYamlArray -}}
{{- $paths := list -}}
{{- range $all -}}{{- $paths = append $paths .path -}}{{- end -}}
{{- $wanted := .Values.enabledAdmissions | default $paths -}}
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
