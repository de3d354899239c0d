import { testTools } from "./tools/test-tools.ts";

testTools("mysql");
