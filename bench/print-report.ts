import type { Figure, Report } from "./figure.ts";

/** A table to read: name, value, unit, and whether the goal was met. */
export function printTable({ bench, figures }: Report): string {
  const rows = figures.map((figure) => [figure.name, rounded(figure.value), unitOf(figure), goalOf(figure)]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(([name = "", value = "", unit = "", goal = ""]) => {
    return `  ${name.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)} ${unit.padEnd(widths[2] ?? 0)}  ${goal}`.trimEnd();
  });
  return [bench, ...lines].join("\n");
}

function rounded(value: number): string {
  if (!Number.isFinite(value)) return "-";
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

function unitOf({ unit }: Figure): string {
  return unit === "1" ? "" : unit;
}

function goalOf({ goal, met }: Figure): string {
  return goal === null ? "" : `${met === true ? "met" : "NOT MET"} (${goal})`;
}
