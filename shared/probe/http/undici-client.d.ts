declare module "undici/lib/dispatcher/client.js" {
  // The type that undici itself gives to what this file exports.
  import { Client } from "undici";
  export default Client;
}
