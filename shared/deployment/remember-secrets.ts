import { readSecret, type SecretPorts } from "./read-secret.ts";
import { untilAborted } from "./until-aborted.ts";

/**
 * Reads each secret once, however often and by however many it is asked for. What could not be read is tried again the
 * next time.
 * @param whole ends every read; who asks may leave sooner, and takes nothing from the others
 * @param onRead told of each value once: what it must not be shown in, is for who listens to know
 */
export function rememberSecrets(
  ports: SecretPorts,
  whole: AbortSignal,
  onRead: (value: string) => void = () => undefined,
): (name: string, signal: AbortSignal) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  const read = (name: string): Promise<string> => {
    const reading = readSecret(ports, name, whole);
    known.set(name, reading);
    reading.then(onRead, () => known.delete(name));
    return reading;
  };
  return (name, signal) => untilAborted(known.get(name) ?? read(name), signal);
}
