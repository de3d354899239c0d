import { grpcHealth } from "../../../../shared/probe/grpc/grpc-health-probe.ts";
import { SECRET, TIMEOUT, type ProberContract } from "../prober-contract.ts";
import { startGrpcHealth } from "../start-grpc-health.ts";
import { EMPTY_SETTINGS, startPeer, streamPeers } from "./stream-peers.ts";

const SERVING = 1;
const NOT_SERVING = 2;

export const grpcHealthContract: ProberContract = {
  probe: grpcHealth("orders.v1", { timeout: TIMEOUT, metadata: { authorization: SECRET } }),
  peers: {
    ...streamPeers(() => startGrpcHealth(() => ({ status: SERVING })), EMPTY_SETTINGS),
    wrong: { start: () => startPeer(startGrpcHealth(() => ({ status: NOT_SERVING }))), ends: "failed" },
  },
};
