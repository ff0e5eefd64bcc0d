import { at } from "../../registry/validate.ts";
import { FILE_START } from "../../yaml/parse-error.ts";
import { anotherOffering } from "../example.ts";
import { defineRule, type FileFinding } from "../rule.ts";
import { quoted } from "../words.ts";

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Names that Windows keeps for devices, whatever follows the first dot. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

export const fileName = defineRule<{ id: unknown }>({
	id: "file/name",
	level: "error",
	scope: "registry",
	summary:
		"A record's path is `offerings/<id>.yaml`, `services/<id>.yaml` or `vendors/<id>.yaml`, in kebab-case, equal to the id inside.",
	why: "The file's name is the record's id for ever; programs, links and people find the record by it. Two names that differ by case alone are one file on many machines, and Windows keeps some names for devices.",
	// Anything but a plain file is `file/regular`'s to report, under any name.
	collect: (file) => (file.fault?.kind === "irregular" ? null : { id: at(file.value, ["id"]) ?? null }),
	*check(files) {
		const byLowerCase = new Map<string, string>();
		for (const { file, item } of files) {
			const finding = nameFinding(file) ?? twinFinding(file, byLowerCase) ?? idFinding(file, item.id);
			if (finding) yield { file, ...finding };
		}
	},
	examples: [
		{ name: "digits", edit: { "offerings/acme-2.yaml": anotherOffering("acme-2") } },
		{
			name: "id differs",
			edit: [["id: acme-api", "id: acme-apis"]],
			problem: {
				path: "id",
				at: [3, 5],
				message: 'the id "acme-apis" differs from the file name "acme-api"',
				hint: "Write id: acme-api, or rename the file; a renamed record lists its former id under aliases.",
			},
		},
		{
			name: "yml",
			edit: { "offerings/acme-batch.yml": anotherOffering("acme-batch") },
			problem: {
				path: "",
				message: 'the file name "acme-batch.yml" does not end in .yaml',
				hint: "Rename it to offerings/acme-batch.yaml.",
			},
		},
		{
			name: "other file",
			edit: { "vendors/README.md": "# Vendors\n" },
			problem: {
				path: "",
				message: 'the file name "README.md" does not end in .yaml',
				hint: "A record's file ends in .yaml; move other files elsewhere.",
			},
		},
		{
			name: "hidden",
			edit: { "offerings/.acme.yaml.swp": "" },
			problem: {
				path: "",
				message: 'the hidden file ".acme.yaml.swp" is not a record',
				hint: "Delete it, or move it elsewhere.",
			},
		},
		{
			name: "upper case",
			edit: { "offerings/Acme Batch.yaml": anotherOffering("acme-batch") },
			problem: {
				path: "",
				message: 'the file name "Acme Batch.yaml" is not kebab-case',
				hint: "Rename it to offerings/acme-batch.yaml.",
			},
		},
		{
			name: "device",
			edit: { "offerings/nul.yaml": anotherOffering("nul") },
			problem: {
				path: "",
				message: 'Windows keeps the name "nul" for a device, so nobody there could check this out',
				hint: "Choose a longer id, for example nul-api.",
			},
		},
	],
});

type Named = Omit<FileFinding, "file">;

function nameFinding(path: string): Named | null {
	const [folder, name = ""] = path.split("/");
	const whole = { path: [], span: FILE_START };
	if (name.startsWith(".")) {
		return {
			...whole,
			message: `the hidden file ${quoted(name)} is not a record`,
			hint: "Delete it, or move it elsewhere.",
		};
	}
	const stem = name.replace(/\.yaml$/, "");
	if (stem === name) {
		const yml = /^(.*)\.ya?ml$/i.exec(name)?.[1];
		const to =
			yml === undefined
				? "A record's file ends in .yaml; move other files elsewhere."
				: `Rename it to ${folder}/${yml}.yaml.`;
		return { ...whole, message: `the file name ${quoted(name)} does not end in .yaml`, hint: to };
	}
	if (!KEBAB.test(stem)) {
		const better = stem
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, "-")
			.replace(/^-|-$/g, "");
		return {
			...whole,
			message: `the file name ${quoted(name)} is not kebab-case`,
			hint: better ? `Rename it to ${folder}/${better}.yaml.` : "Use lower-case letters, digits and single hyphens.",
		};
	}
	if (RESERVED.test(stem)) {
		return {
			...whole,
			message: `Windows keeps the name ${quoted(stem)} for a device, so nobody there could check this out`,
			hint: `Choose a longer id, for example ${stem}-api.`,
		};
	}
	return null;
}

function twinFinding(path: string, byLowerCase: Map<string, string>): Named | null {
	const other = byLowerCase.get(path.toLowerCase());
	byLowerCase.set(path.toLowerCase(), path);
	if (other === undefined) return null;
	return {
		path: [],
		span: FILE_START,
		message: `the name differs from ${quoted(other)} by case alone`,
		hint: "Rename one of the two.",
	};
}

function idFinding(path: string, id: unknown): Named | null {
	const stem = path.slice(path.indexOf("/") + 1).replace(/\.yaml$/, "");
	// An id that is missing, or not kebab-case, is the schema's to report.
	if (typeof id !== "string" || !KEBAB.test(id) || id === stem) return null;
	return {
		path: ["id"],
		message: `the id ${quoted(id)} differs from the file name ${quoted(stem)}`,
		hint: `Write id: ${stem}, or rename the file; a renamed record lists its former id under aliases.`,
	};
}
