import { runInNewContext } from "node:vm";

/** A promise of another realm, which is no instance of this one's, as code in a sandbox and some libraries give it. */
export function otherPromise<Value>(value: Value): Promise<Value> {
  const Other = runInNewContext("Promise") as PromiseConstructor;
  return new Other((resolve) => void setImmediate(resolve, value));
}
