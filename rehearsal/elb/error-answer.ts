import type { ServerResponse } from "node:http";

/** The errors that the load balancer gives by itself. */
export type ErrorStatus = keyof typeof REASONS;

const REASONS = {
  502: "Bad Gateway",
  503: "Service Temporarily Unavailable",
  504: "Gateway Time-out",
} as const;

/** Answers with an error page as an Application Load Balancer writes it. */
export function sendErrorAnswer(outgoing: ServerResponse, status: ErrorStatus): void {
  const title = `${status} ${REASONS[status]}`;
  const lines = [
    "<html>",
    `<head><title>${title}</title></head>`,
    "<body>",
    `<center><h1>${title}</h1></center>`,
    "</body>",
    "</html>",
  ];
  const page = lines.map((line) => `${line}\r\n`).join("");
  outgoing.writeHead(status, REASONS[status], {
    server: "awselb/2.0",
    "content-type": "text/html",
    "content-length": Buffer.byteLength(page),
  });
  outgoing.end(page);
}
