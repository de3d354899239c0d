import type { SourcePart } from "../migration-folder.ts";

/** What a changelog is made of, be it XML, YAML or JSON. */
export interface ChangelogNode {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly ChangelogNode[];
  /** What it contains, where that is text. */
  readonly text: SourcePart | undefined;
  /** All of it. */
  readonly source: SourcePart;
}
