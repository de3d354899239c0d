import { expect, test } from "vitest";
import type { ComparedTask } from "../../../../shared/checks/comparison/compared-tasks.ts";
import { roundAt } from "../../../../shared/checks/comparison/round-at.ts";
import { question } from "./compared.ts";

const tasks = (colour: string, count: number): readonly ComparedTask[] => {
  return Array.from({ length: count }, (_, index) => {
    const id = `${colour}${index}`;
    return { id, name: id, address: "127.0.0.1", port: 1, healthPort: 2, availabilityZone: "a", health: "healthy" };
  });
};

const roundsOf = (greens: number, blues: number, questions: number, count: number) => {
  const asked = { green: tasks("g", greens), blue: tasks("b", blues) };
  const all = Array.from({ length: questions }, (_, index) => ({ ...question, isHealth: index === 0 }));
  return Array.from({ length: count }, (_, turn) => roundAt(turn, { ...asked, questions: all })).flatMap((round) => {
    return round ? [{ ...round, where: `${round.subject.port}` }] : [];
  });
};

test.for([
  { greens: 1, blues: 1, questions: 1 },
  { greens: 1, blues: 4, questions: 1 },
  { greens: 3, blues: 2, questions: 1 },
  { greens: 2, blues: 4, questions: 2 },
  { greens: 6, blues: 6, questions: 3 },
])("$greens green and $blues blue tasks are all asked $questions things", ({ greens, blues, questions }) => {
  const rounds = roundsOf(greens, blues, questions, greens * blues * questions * 2);
  const met = (of: (round: (typeof rounds)[number]) => string): number => new Set(rounds.map(of)).size;
  const kinds = Math.min(2, questions);
  expect(met(({ green, where }) => `${green.id} ${where}`)).toBe(greens * kinds);
  expect(met(({ blue, where }) => `${blue.id} ${where}`)).toBe(blues * kinds);
});

test("where there are as many of either, each green task meets each blue one", () => {
  const rounds = roundsOf(4, 4, 1, 16);
  expect(new Set(rounds.map(({ green, blue }) => `${green.id} ${blue.id}`)).size).toBe(16);
});

test("either colour is asked first in about half of the rounds of each task", () => {
  const rounds = roundsOf(2, 2, 1, 2000).filter(({ green }) => green.id === "g0");
  const first = rounds.filter(({ controlFirst }) => controlFirst).length;
  expect(first / rounds.length).toBeGreaterThan(0.44);
  expect(first / rounds.length).toBeLessThan(0.56);
});

test("health is asked at the health check's port, and all else where the task serves", () => {
  expect(roundsOf(1, 1, 2, 2).map(({ subject, control }) => [subject.port, control.port])).toEqual([
    [2, 2],
    [1, 1],
  ]);
});

test("where a colour has no task there is no round", () => {
  expect(roundsOf(1, 0, 1, 3)).toEqual([]);
});
