{{/* The name of every object of the release: short when the release is named after the chart. */}}
{{- define "volcano-admission.name" -}}
{{- $name := contains .Chart.Name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name .Chart.Name) -}}
{{- $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{/* auto, on or off. YAML may read the latter two as true and false. */}}
{{- define "volcano-admission.companions" -}}
{{- if kindIs "bool" .Values.companions -}}{{ ternary "on" "off" .Values.companions }}{{- else -}}{{ .Values.companions }}{{- end -}}
{{- end -}}

{{- define "volcano-admission.service-name" -}}
{{- include "volcano-admission.name" . }}-service
{{- end -}}

{{- define "volcano-admission.selector-labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "volcano-admission.labels" -}}
{{ include "volcano-admission.selector-labels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: volcano
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Whether there are resource groups, which any pod may be in; else empty. */}}
{{- define "volcano-admission.has-groups" -}}
{{- if or .Values.admissionConf .Values.resourceGroups }}true{{ end -}}
{{- end -}}

{{/* Whether pods that ask for it get a scheduling gate; else empty. */}}
{{- define "volcano-admission.has-gate" -}}
{{- $gates := .Values.featureGates | default dict -}}
{{- if dig "SchedulingGatesQueueAdmission" (dig "AllAlpha" false $gates) $gates }}true{{ end -}}
{{- end -}}

{{/* The text of volcano-admission.conf; empty when nothing needs it. Without the file the server sets no scheduling gate. */}}
{{- define "volcano-admission.admission-conf" -}}
{{- if and .Values.admissionConf .Values.resourceGroups -}}
{{- fail "admissionConf and resourceGroups are both set: both become the one file volcano-admission.conf, so set one of them" -}}
{{- end -}}
{{- if .Values.admissionConf -}}
{{- .Values.admissionConf -}}
{{- else if or .Values.resourceGroups (include "volcano-admission.has-gate" .) -}}
{{- toYaml (dict "resourceGroups" .Values.resourceGroups) -}}
{{- end -}}
{{- end -}}

{{- define "volcano-admission.image" -}}
{{ .Values.image.repository }}{{ if .Values.image.digest }}@{{ .Values.image.digest }}{{ else }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{ end }}
{{- end -}}

{{- define "volcano-admission.pod-security" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "volcano-admission.container-security" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Annotations of what is there only while Helm takes the release away, given its weight. It stays when it fails. */}}
{{- define "volcano-admission.uninstall-hook" -}}
helm.sh/hook: pre-delete
helm.sh/hook-weight: {{ . | quote }}
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end -}}
