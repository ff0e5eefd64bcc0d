import { linksCommand } from "../scripts/commands/links.ts";
import { loopbackNetwork } from "../tests/links/loopback.ts";

/** Runs `links` with every connection to one port of loopback: the port, then the command's own arguments. */
const [port, ...args] = process.argv.slice(2);
await linksCommand(() => loopbackNetwork(Number(port))).parseAsync(args, { from: "user" });
