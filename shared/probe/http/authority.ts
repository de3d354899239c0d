/** Whether it can be sent as the Host header (`:authority`): with or without a port, which is then one. */
export function isAuthority(host: string): boolean {
  const port = /:(\d*)$/u.exec(host.replace(/^\[[^\]]*\]/u, ""))?.[1];
  if (port !== undefined && !(Number(port) >= 1 && Number(port) <= 65_535)) return false;
  return /^[\u0021-\u007e]+$/u.test(host);
}
