import { DEFAULT_RISK, planFor } from "../../shared/verdict/default-plan.ts";

/** Deployments of one kind. */
export interface Row {
  /** What is wrong with green, in words. */
  readonly name: string;
  readonly deployments: number;
  readonly tasks: number;
  /** As `--green-fault` takes it; undefined for none. */
  readonly fault: string | undefined;
  /** Whether green is fit for customers, and is to pass. */
  readonly isFit: boolean;
  /** Chance of a wrong decision that the plans state, 0..1: of a fit green's deployment, or of an unfit green's at AfterInstall. */
  readonly risk: number;
}

/** The checks that probe in a deployment, each of which may fail a fit green: one, two and one at the three events. */
const PROBING_CHECKS = 4;

const { falseRollback, falsePass } = DEFAULT_RISK;
const fit = { tasks: 3, isFit: true } as const;
const unfit = { tasks: 3, isFit: false } as const;

/** Fit and unfit greens. Ten tasks only where it is they who matter: they are mostly twenty processes to start. */
export const PANEL: readonly Row[] = [
  // Without an error no test can fail it.
  { ...fit, name: "0 %", deployments: 40, fault: undefined, risk: 0 },
  { ...fit, name: "0.1 %", deployments: 50, fault: "error-rate=0.001", risk: PROBING_CHECKS * falseRollback },
  { ...unfit, name: "5 %", deployments: 50, fault: "error-rate=0.05", risk: falsePass },
  { ...unfit, name: "20 %", deployments: 35, fault: "error-rate=0.2", risk: falsePass },
  { ...unfit, name: "50 %", deployments: 35, fault: "error-rate=0.5", risk: falsePass },
  {
    name: "one dead task of ten",
    deployments: 30,
    tasks: 10,
    fault: "dead-task",
    isFit: false,
    risk: planFor().member.falsePass,
  },
];
