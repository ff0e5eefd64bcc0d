import { linksCommand } from "../../scripts/commands/links.ts";
import { loopbackNetwork } from "../links/loopback.ts";

// The command `links` in a process of its own, on a network whose every connection goes to a port of loopback.
const [port, ...args] = process.argv.slice(2);
await linksCommand(() => loopbackNetwork(Number(port))).parseAsync(args, { from: "user" });
