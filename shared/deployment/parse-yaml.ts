import { parse } from "yaml";

/** Reads YAML. A module of its own, which is loaded only where an AppSpec is not JSON. @throws where it is not YAML */
export function parseYaml(text: string): unknown {
  return parse(text);
}
