import type { Engine } from "../../../shared/migrations/tool.ts";

/** A migration of a test's project, in no tool's language. */
export interface TestMigration {
  /** Its place, from 1. */
  readonly number: number;
  readonly name: string;
  readonly statements: readonly string[];
}

export const ANIMALS: TestMigration = { number: 1, name: "animals", statements: ["CREATE TABLE animals (id int)"] };
export const PLANTS: TestMigration = { number: 2, name: "plants", statements: ["CREATE TABLE plants (id int)"] };
export const STONES: TestMigration = { number: 3, name: "stones", statements: ["CREATE TABLE stones (id int)"] };
/** `ANIMALS`, edited. */
export const ANIMALS_EDITED: TestMigration = { ...ANIMALS, statements: ["CREATE TABLE animals (id bigint)"] };

/** Fails at its second statement. */
export const BROKEN: TestMigration = {
  number: 3,
  name: "broken",
  statements: ["CREATE TABLE half (id int)", "INSERT INTO nowhere VALUES (1)"],
};

const SLEEP: Readonly<Record<Engine, string>> = { postgres: "SELECT pg_sleep(60)", mysql: "SELECT SLEEP(60)" };

/** Is in its second statement until somebody ends it. */
export function makeEndless(engine: Engine): TestMigration {
  return { number: 3, name: "endless", statements: ["CREATE TABLE endless (id int)", SLEEP[engine]] };
}

/** `20260101000003`: the time of day that its place stands for. */
export function formatTimestamp({ number }: TestMigration): string {
  return `2026010100000${number}`;
}
