import { readFileSync } from "node:fs";
import type { PublishedData } from "../../schemas/published.ts";
import { LICENSE_URL } from "./about.ts";
import { type TextArtifact, textArtifact } from "./artifact.ts";
import type { Dataset } from "./dataset.ts";

/** Returns LICENSE-DATA, NOTICE and README.txt, which go wherever the data go; `folder` ends with a slash or is empty. */
export function legalArtifacts({ header }: Dataset, folder = ""): TextArtifact[] {
	const licence = readFileSync(new URL("../../LICENSE-DATA", import.meta.url), "utf8");
	return [textArtifact(`${folder}LICENSE-DATA`, licence), textArtifact(`${folder}NOTICE`, noticeText(header))];
}

/** Returns README.txt: what the files beside it are, of which version, and under which terms. */
export function readmeText({ header }: Dataset): TextArtifact {
	return textArtifact(
		"README.txt",
		`${header.name}, version ${header.version} of ${header.generated}
${header.homepage}

${header.disclaimer}

data.json is the whole data set; datapackage.json describes the tables
(*.csv), schemas/ every JSON file, contract.json all of it for programs.
SHA256SUMS has the hash of every file. How to use them:
${header.repository}/blob/main/docs/data.md

Licence: ${header.license}, ${LICENSE_URL}
(LICENSE-DATA). NOTICE names those whose work it rests on.
`,
	);
}

/** Returns NOTICE: the archives that copies are cited from, and the registries that cells rest on, with their terms. */
export function noticeText({
	name,
	archives,
	attributions,
}: Pick<PublishedData, "name" | "archives" | "attributions">) {
	return `${name}

Cells whose sources name one of these registries or collections rest on its
reading of the evidence. The grades published here are this project's own
judgement; facts were put into this project's own words.

${attributions.map(({ name: reader, url, licence }) => entry(reader, url, licence)).join("\n")}
Copies of documents are cited from these public archives. Quotations are the
vendors' own words, of at most 300 characters each.

${archives.map(({ name: archive, prefix, licence }) => entry(archive, prefix, licence)).join("\n")}`;
}

function entry(name: string, url: string | null, licence: string): string {
	return `${name}\n${url === null ? "" : `  ${url}\n`}  Terms: ${licence}\n`;
}
