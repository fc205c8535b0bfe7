import type { Container } from '../../kubernetes/shapes/container.ts'
import { printInt } from '../port.ts'

/**
 * Holds a pod back until the master listens. Word for word as Volcano's: a pod that its controller has made must not look
 * as if its user had written something else. Mirrors generateWaitForMasterScript.
 */
export function waitForMaster(address: string, port: string, image: string, timeout: number): Container {
  const script = `echo "Waiting for master node ${address}:${port} to be ready..."
TIMEOUT=${printInt(timeout)}
ELAPSED=0
until { nc -z ${address} ${port} || echo > /dev/tcp/${address}/${port}; } 2>/dev/null; do
  if [ $ELAPSED -ge $TIMEOUT ]; then
    echo "Timeout waiting for master after \${TIMEOUT} seconds"
    exit 1
  fi
  echo "Master not ready yet, retrying in 2 seconds... (elapsed: \${ELAPSED}s)"
  sleep 2
  ELAPSED=$((ELAPSED + 2))
done
echo "Master node is ready!"`
  return { name: 'wait-for-master', image, command: ['sh', '-c', script] }
}
