import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { REPOSITORY } from "../support.ts";
import { buildSite } from "./site.ts";

const { pages } = buildSite(REPOSITORY);

test("the artifacts stand beside the pages", () => {
	for (const path of ["index.html", "data.json", "SHA256SUMS", "offerings/deepseek-api.json"]) {
		expect(existsSync(join(pages, path)), path).toBe(true);
	}
});
