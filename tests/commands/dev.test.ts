import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { baseFiles, REPOSITORY, rootWith } from "../support.ts";

const A = "offerings/acme-api.yaml";

test("dev serves the site, tells what is wrong with a saved record, and serves it anew once it is right", async () => {
	const root = rootWith();
	const child = spawn(
		process.execPath,
		[join(REPOSITORY, "scripts/registry.ts"), "dev", "--root", root, "--no-color"],
		{
			env: { ...process.env, FORCE_COLOR: undefined },
		},
	);
	const ended = new Promise((resolve) => child.once("exit", resolve));
	onTestFinished(async () => {
		child.kill("SIGTERM");
		await ended;
	});
	let output = "";
	const said = new EventEmitter();
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding("utf8").on("data", (text) => {
			output += text;
			said.emit("more");
		});
	}
	const until = async (pattern: RegExp): Promise<string> => {
		for (;;) {
			const [found] = pattern.exec(output) ?? [];
			if (found !== undefined) return found;
			if (child.exitCode !== null) throw new Error(output);
			await Promise.race([once(said, "more"), ended]);
		}
	};
	const address = await until(/http:\/\/localhost:\d+\/registry\//);
	const page = `${address}offerings/acme-api/`;
	expect(await (await fetch(page)).text()).toContain("The report needs an NDA.");
	expect((await fetch(`${address}data.json`)).headers.get("content-type")).toBe("application/json");

	const text = `${baseFiles()[A]}`;
	writeFileSync(join(root, A), text.replace("value: yes_sales_gated", "value: perhaps"));
	await until(/schema\/enum/);
	await until(/The last build is served until the errors are corrected\./);
	expect(output).toContain(`at ${A}:`);
	expect(await (await fetch(page)).text()).toContain("The report needs an NDA.");

	writeFileSync(join(root, A), text.replace("The report needs an NDA.", "The report needs a signature."));
	await until(/served until.*built anew/s);
	expect(await (await fetch(page)).text()).toContain("The report needs a signature.");
});
