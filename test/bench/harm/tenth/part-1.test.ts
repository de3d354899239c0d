import { deployByEveryGate } from "./deploy-by-every-gate.ts";

deployByEveryGate(1);
