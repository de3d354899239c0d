import { SUITE } from "../../../../bench/harm/style.ts";
import { deployTenth } from "./deploy-tenth.ts";

deployTenth(() => [SUITE]);
