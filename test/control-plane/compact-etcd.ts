/** Asks etcd by its JSON gateway to forget every revision before the present one. */
export async function compactEtcd(port: number): Promise<void> {
  const { header } = await post(port, '/v3/kv/range', { key: 'AA==' })
  await post(port, '/v3/kv/compaction', { revision: header?.revision, physical: true })
}

async function post(port: number, path: string, body: object): Promise<{ header?: { revision?: string } }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`etcd answers ${path} with ${response.status}: ${await response.text()}`)
  return (await response.json()) as { header?: { revision?: string } }
}
