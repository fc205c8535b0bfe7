/** meta.k8s.io/v1 PartialObjectMetadata of k8s.io/apimachinery v0.36.1: an object of any kind, without its content. */
import { type Decoded, struct } from '../shape.ts'
import { metadataShape, typeMeta } from './metadata.ts'

export const partialObjectShape = struct('v1.PartialObjectMetadata', { metadata: metadataShape }, typeMeta)

export type PartialObject = Decoded<typeof partialObjectShape>
