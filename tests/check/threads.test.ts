import { expect, test } from "vitest";
import { checkFolder } from "../../scripts/check/run.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { checkRegistry } from "../../scripts/rules/engine.ts";
import { API } from "../../scripts/rules/example.ts";
import { baseFiles, rootWith, TODAY } from "../support.ts";

test("so many records that threads check them have the problems that one thread finds, in the same order", async () => {
	const text = baseFiles()[API] ?? "";
	const copies = Array.from({ length: 450 }, (_, number) => {
		const id = `acme-copy-${number}`;
		const faulty = number % 3 === 0 ? text.replace("confidence: high", "confidence: sure") : text;
		return [`offerings/${id}.yaml`, faulty.replace(/^id: .*$/m, `id: ${id}`)] as const;
	});
	const root = rootWith(Object.fromEntries(copies));
	const progress: [number, number][] = [];
	const checked = await checkFolder({
		root,
		today: TODAY,
		changes: null,
		onProgress: (done, total) => progress.push([done, total]),
	});
	const alone = checkRegistry(loadRegistry(folderTree(root)), TODAY);
	expect(checked.problems).toEqual(alone);
	expect(alone.filter(({ rule }) => rule === "schema/enum")).toHaveLength(150);
	const paths = checked.results.map(({ file }) => file);
	expect(paths).toEqual([...paths].sort());
	expect(paths.filter((path) => path.startsWith("offerings/acme-copy-"))).toHaveLength(450);
	const last = progress.at(-1);
	expect(last?.[0]).toBe(last?.[1]);
});
