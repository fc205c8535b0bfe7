/** Types of meta/v1, and small ones that many others are made of: k8s.io/apimachinery and k8s.io/api v0.36.1. */
import {
  any,
  bool,
  type Decoded,
  fields,
  int64,
  list,
  map,
  pointer,
  quantity,
  string,
  stringType,
  struct,
  time,
} from '../shape.ts'

const uid = stringType('types.UID')

export const stringMap = map(string)

export const resourceListShape = map(quantity, 'v1.ResourceList')

export const typeMeta = struct('v1.TypeMeta', { kind: string, apiVersion: string })

export const localObjectReference = struct('v1.LocalObjectReference', { name: string })

export const ownerReferenceShape = struct('v1.OwnerReference', {
  ...fields(string, 'apiVersion', 'kind', 'name'),
  uid,
  ...fields(pointer(bool), 'controller', 'blockOwnerDeletion'),
})

const managedFieldsEntry = struct('v1.ManagedFieldsEntry', {
  ...fields(string, 'manager', 'apiVersion', 'fieldsType', 'subresource'),
  operation: stringType('v1.ManagedFieldsOperationType'),
  time: pointer(time),
  fieldsV1: pointer(any),
})

export const metadataShape = struct('v1.ObjectMeta', {
  ...fields(string, 'name', 'generateName', 'namespace', 'selfLink', 'resourceVersion'),
  uid,
  generation: int64,
  creationTimestamp: time,
  deletionTimestamp: pointer(time),
  deletionGracePeriodSeconds: pointer(int64),
  labels: stringMap,
  annotations: stringMap,
  ownerReferences: list(ownerReferenceShape),
  finalizers: list(string),
  managedFields: list(managedFieldsEntry),
})

const labelSelectorRequirement = struct('v1.LabelSelectorRequirement', {
  key: string,
  operator: stringType('v1.LabelSelectorOperator'),
  values: list(string),
})

export const labelSelectorShape = struct('v1.LabelSelector', {
  matchLabels: stringMap,
  matchExpressions: list(labelSelectorRequirement),
})

export type OwnerReference = Decoded<typeof ownerReferenceShape>
export type Metadata = Decoded<typeof metadataShape>
export type LabelSelector = Decoded<typeof labelSelectorShape>
export type ResourceList = Decoded<typeof resourceListShape>
