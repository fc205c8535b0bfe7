import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'

/**
 * The least that any webhook in Node does: TLS, reading the body, JSON.parse, a small answer. It admits everything.
 * Its arguments: port, certificate file, key file.
 */
const [port, certificateFile, keyFile] = process.argv.slice(2)
const files = { cert: readFileSync(String(certificateFile)), key: readFileSync(String(keyFile)) }

createServer({ ...files, minVersion: 'TLSv1.2', keepAliveTimeout: 120_000 }, (request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { uid } = JSON.parse(Buffer.concat(chunks).toString()).request
    const answer = JSON.stringify({
      kind: 'AdmissionReview',
      apiVersion: 'admission.k8s.io/v1',
      response: { uid, allowed: true },
    })
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) })
    response.end(answer)
  })
}).listen(Number(port), '127.0.0.1')
