import { NAIVE_STYLES } from "../../../../bench/harm/style.ts";
import { deployTenth } from "./deploy-tenth.ts";

deployTenth(() => NAIVE_STYLES);
