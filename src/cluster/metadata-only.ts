import type { ApiClient } from './api-client.ts'

/**
 * A client to which nothing of objects is shown but their metadata: the API server takes the content away. There is no other
 * form to which it could resort, so what a Secret holds is never sent.
 */
export const metadataOnly = (client: ApiClient): ApiClient => ({
  send: (request) => client.send({ ...request, accept: accepting('PartialObjectMetadataList') }),
  open: (request) => client.open({ ...request, accept: accepting('PartialObjectMetadata') }),
  close: client.close,
})

const accepting = (kind: string): string => `application/json;as=${kind};g=meta.k8s.io;v=v1`
