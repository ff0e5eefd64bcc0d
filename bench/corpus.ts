import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes a registry of `count` offerings to `folder`: the real records cloned in turn with fresh ids and names, the
 * vendors as they are. Everything else of a record stays, so that a clone costs what its original costs.
 */
export function writeCorpus(repository: string, folder: string, count: number): void {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(join(folder, "offerings"), { recursive: true });
	cpSync(join(repository, "vendors"), join(folder, "vendors"), { recursive: true });
	const originals = readdirSync(join(repository, "offerings"))
		.sort()
		.map((name) => readFileSync(join(repository, "offerings", name), "utf8"));
	for (let number = 0; number < count; number++) {
		const text = originals[number % originals.length] ?? "";
		const id = /^id: (.*)$/m.exec(text)?.[1] ?? "";
		const fresh = number < originals.length ? id : `${id.slice(0, 50)}-${number}`;
		writeFileSync(join(folder, "offerings", `${fresh}.yaml`), text.replace(`id: ${id}`, `id: ${fresh}`));
	}
}
