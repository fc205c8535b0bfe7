/** core/v1 Namespace of k8s.io/api v0.36.1, as far as anything reads it. */
import { type Decoded, struct } from '../shape.ts'
import { metadataShape, typeMeta } from './metadata.ts'

export const namespaceShape = struct('v1.Namespace', { metadata: metadataShape }, typeMeta)

export type Namespace = Decoded<typeof namespaceShape>
