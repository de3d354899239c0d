/** Cuts a stream of text into lines. */
export interface LineSplitter {
  /** Takes the next piece of text, and passes on the lines that it completes. */
  push(text: string): void;
  /** Passes on what is left after the last line break, if anything is. */
  end(): void;
}

/**
 * Splits at line feeds only, and not with node:readline, which also splits at U+2028: JSON text may hold that character
 * unescaped, and a log record would be torn in two.
 */
export function createLineSplitter(onLine: (line: string) => void): LineSplitter {
  let rest = "";
  return {
    push: (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line.endsWith("\r") ? line.slice(0, -1) : line);
    },
    end: () => {
      if (rest !== "") onLine(rest);
      rest = "";
    },
  };
}
