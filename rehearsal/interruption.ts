/** Somebody does not want the rehearsal any more. The message says who or what, after "was". */
export class Interruption extends Error {
  override readonly name = "Interruption";
}
