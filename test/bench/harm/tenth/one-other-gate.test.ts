import { NAIVE_STYLES } from "../../../../bench/harm/style.ts";
import { deployTenth } from "./deploy-tenth.ts";

/** Each gate takes its turn: all of them with every version is minutes more. */
deployTenth((number) => NAIVE_STYLES.slice(number % NAIVE_STYLES.length).slice(0, 1));
