import { join } from "node:path";
import { vi } from "vitest";
import { linksCommand } from "../../scripts/commands/links.ts";
import { explain } from "../../scripts/main.ts";
import { type Ran, TODAY } from "../support.ts";
import { loopbackNetwork } from "./loopback.ts";

const TIMEOUTS = { pollMs: 1, totalMs: 100, busyMs: 1 };

/** Runs the command `links` in this process, on a network whose every connection goes to a port of loopback. */
export async function linksHere(root: string, port: number, args: readonly string[] = []): Promise<Ran> {
	const streams = { stdout: "", stderr: "" };
	const spies = (["stdout", "stderr"] as const).map((name) =>
		vi.spyOn(process[name], "write").mockImplementation((chunk) => {
			streams[name] += String(chunk);
			return true;
		}),
	);
	const options = ["--pause", "0", "--timeout", "60", "--texts", join(root, "texts"), "--no-color"];
	const program = linksCommand(() => loopbackNetwork(port), TIMEOUTS).exitOverride();
	try {
		process.exitCode = undefined;
		await program.parseAsync(["--root", root, "--today", TODAY, ...options, ...args], { from: "user" });
		return { code: Number(process.exitCode ?? 0), ...streams };
	} catch (error) {
		const code = explain(error, false);
		return { code, ...streams };
	} finally {
		for (const spy of spies) spy.mockRestore();
		process.exitCode = undefined;
	}
}
