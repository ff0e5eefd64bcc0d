import { join } from "node:path";
import { expect, test } from "vitest";
import { SelectionError, selectFiles } from "../../scripts/check/select-files.ts";
import { rootWith, temporaryFolder } from "../support.ts";

const FILES = [
	"offerings/claude-one.yaml",
	"offerings/claude-two.yaml",
	"offerings/gemini-one.yaml",
	"services/claude-cloud.yaml",
];

/** A root with these files, and one beside it that a pattern must not reach. */
function root(): string {
	return rootWith(Object.fromEntries([...FILES, "notes/claude-one.yaml"].map((path) => [path, "id: x\n"])));
}

const selected = async (...named: string[]) => [...(await selectFiles(named, root(), FILES))];

test.each([
	[[], FILES],
	[["offerings/claude-*.yaml"], FILES.slice(0, 2)],
	[["**/claude-*.yaml"], [FILES[0], FILES[1], FILES[3]]],
	[["offerings/{claude,gemini}-one.yaml"], [FILES[0], FILES[2]]],
	[
		["offerings/*-one.yaml", "services"],
		[FILES[0], FILES[2], FILES[3]],
	],
	[["offerings/claude-[!t]*.yaml"], [FILES[0]]],
	[["offerings/*", "offerings/claude-one.yaml"], FILES.slice(0, 3)],
	[["offerings/claude-one.yaml"], [FILES[0]]],
	[["./offerings/../services/"], [FILES[3]]],
])("paths and patterns select records: %j", async (named, expected) => {
	expect((await selected(...named)).sort()).toEqual([...expected].sort());
});

test("an absolute path is taken as it is", async () => {
	const folder = root();
	expect([...(await selectFiles([join(folder, "services/claude-cloud.yaml")], folder, FILES))]).toEqual([FILES[3]]);
});

test.each(["offerings/clade-*.yaml", "notes/*.yaml", "offerings/mistral.yaml", "/etc/*", "notes", "offering"])(
	"what selects no record is refused: %s",
	async (named) => {
		await expect(selected(named)).rejects.toThrow(SelectionError);
		await expect(selected(named)).rejects.toThrow(`"${named}"`);
	},
);

test("a record's own name is no pattern, whatever signs it has", async () => {
	const folder = temporaryFolder();
	expect([...(await selectFiles(["offerings/a[1].yaml"], folder, ["offerings/a[1].yaml"]))]).toEqual([
		"offerings/a[1].yaml",
	]);
});
