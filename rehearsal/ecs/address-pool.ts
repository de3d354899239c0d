import { once } from "node:events";
import { createServer } from "node:net";

/** Where a task listens. */
export interface TaskAddress {
  readonly ip: string;
  readonly port: number;
  readonly availabilityZone: string;
}

/** Gives every task an address of its own; none is given twice. */
export interface AddressPool {
  next(): Promise<TaskAddress>;
}

export interface AddressPoolOptions {
  readonly zones: readonly string[];
  /**
   * True for programs that nobody here wrote, which may bind their port on every address: each task then also has a port
   * of its own. Otherwise all tasks have the same port, as on AWS.
   */
  readonly ownPorts: boolean;
}

/**
 * Addresses out of 127.0.0.0/8, all of which answer on Linux. Where only 127.0.0.1 exists (macOS), tasks share it on
 * different ports.
 */
export async function createAddressPool({ zones, ownPorts }: AddressPoolOptions): Promise<AddressPool> {
  const manyAddresses = await canBind("127.23.0.1");
  const sharedPort = await findFreePort();
  // Two rehearsals at once must not meet on one address.
  const network = 16 + Math.floor(Math.random() * 200);
  const block = Math.floor(Math.random() * 250);
  let given = 0;
  return {
    next: async () => {
      const index = given;
      given += 1;
      const ip = manyAddresses ? `127.${network}.${block + Math.floor(index / 250)}.${1 + (index % 250)}` : "127.0.0.1";
      const port = ownPorts || !manyAddresses ? await findFreePort() : sharedPort;
      return { ip, port, availabilityZone: zones[index % zones.length] ?? "zone" };
    },
  };
}

async function canBind(address: string): Promise<boolean> {
  const server = createServer().listen(0, address);
  try {
    await once(server, "listening");
    server.close();
    return true;
  } catch {
    return false;
  }
}

/** A port that nothing listens on, on any address, at this moment. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "0.0.0.0");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port was found");
  return address.port;
}
