import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { onTestFinished } from "vitest";

/** Every connection that this process opens while the test runs. */
export function watchSockets(): readonly Socket[] {
  const sockets: Socket[] = [];
  const see = (message: unknown): void => void sockets.push((message as { socket: Socket }).socket);
  subscribe("net.client.socket", see);
  onTestFinished(() => void unsubscribe("net.client.socket", see));
  return sockets;
}

/** The most bytes that buffers and objects outside the heap grow by while the test runs. */
export function watchMemory(): () => number {
  const before = process.memoryUsage().external;
  let most = 0;
  const look = (): void => void (most = Math.max(most, process.memoryUsage().external - before));
  const timer = setInterval(look, 2);
  onTestFinished(() => clearInterval(timer));
  return () => most;
}
