import type { PeerCertificate } from "node:tls";
import { printable } from "../printable.ts";
import { shortName } from "./distinguished-name.ts";

const KIND = /(^|, )(?:DNS|IP Address|URI|email):/gu;

/** The names and addresses that a certificate is for, in one line fit to be shown: `shop.example, *.shop.example`. */
export function describeNames({
  subjectaltname,
  subject,
}: Pick<PeerCertificate, "subjectaltname" | "subject">): string {
  return printable(subjectaltname?.replaceAll(KIND, "$1") ?? shortName(subject));
}
