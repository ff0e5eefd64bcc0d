import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Makes github.openapi.json, the part of GitHub's own API description that the fake github holds requests and answers to:
 * the operations below, without prose, with the shapes that they reach. The description comes from the package
 * `@octokit/openapi`, which at 385 MB is too large to depend on:
 *
 *     npm install --no-save --prefix /tmp/openapi @octokit/openapi
 *     node tests/fake-github/make-excerpt.ts /tmp/openapi/node_modules/@octokit/openapi/generated/api.github.com.json
 */
const OPERATIONS = new Set([
	"actions/create-workflow-dispatch",
	"actions/get-workflow-run",
	"actions/list-workflow-runs",
	"git/create-blob",
	"git/create-commit",
	"git/create-ref",
	"git/create-tree",
	"git/delete-ref",
	"git/get-blob",
	"git/get-commit",
	"git/get-ref",
	"git/get-tag",
	"git/get-tree",
	"git/list-matching-refs",
	"git/update-ref",
	"issues/add-labels",
	"issues/create",
	"issues/create-comment",
	"issues/create-label",
	"issues/delete-comment",
	"issues/get",
	"issues/get-label",
	"issues/list-comments",
	"issues/list-for-repo",
	"issues/list-labels-for-repo",
	"issues/list-labels-on-issue",
	"issues/remove-label",
	"issues/set-labels",
	"issues/update",
	"issues/update-comment",
	"issues/update-label",
	"pulls/create",
	"pulls/get",
	"pulls/list",
	"pulls/list-files",
	"pulls/list-reviews",
	"pulls/update",
	"repos/compare-commits-with-basehead",
	"repos/create-commit-status",
	"repos/create-release",
	"repos/delete-release",
	"repos/delete-release-asset",
	"repos/get",
	"repos/get-collaborator-permission-level",
	"repos/get-content",
	"repos/get-latest-release",
	"repos/get-release-asset",
	"repos/list-commit-statuses-for-ref",
	"repos/list-pull-requests-associated-with-commit",
	"repos/list-release-assets",
	"repos/list-releases",
	"repos/update-release",
	"repos/upload-release-asset",
]);
const PROSE = new Set(["description", "summary", "example", "examples", "externalDocs", "title", "links"]);

type Json = Record<string, unknown>;
const [, , path = ""] = process.argv;
const source = JSON.parse(readFileSync(path, "utf8")) as { paths: Record<string, Record<string, Json>> } & Json;
const reached = new Map<string, unknown>();

/** The same without prose and vendor extensions; OpenAPI 3.0's `nullable` as JSON Schema says it. */
function stripped(value: unknown, names = false): unknown {
	if (Array.isArray(value)) return value.map((one) => stripped(one));
	if (typeof value !== "object" || value === null) return value;
	const result: Json = {};
	for (const [key, one] of Object.entries(value)) {
		// Below `properties`, a key is the name of a property and no keyword.
		if (!names && (PROSE.has(key) || key.startsWith("x-"))) continue;
		result[key] = stripped(one, !names && (key === "properties" || key === "schemas"));
	}
	if (typeof result.$ref === "string") reach(result.$ref);
	if (names || result.nullable !== true) return result;
	const { nullable: _, ...rest } = result;
	return { anyOf: [rest, { type: "null" }] };
}

function reach(ref: string): void {
	if (reached.has(ref)) return;
	reached.set(ref, null);
	const target = ref
		.split("/")
		.slice(1)
		.reduce<unknown>((at, key) => (at as Json)[key.replaceAll("~1", "/")], source);
	reached.set(ref, stripped(target));
}

const paths: Record<string, Json> = {};
let found = 0;
for (const [route, methods] of Object.entries(source.paths)) {
	for (const [method, operation] of Object.entries(methods)) {
		if (!OPERATIONS.has(String(operation.operationId))) continue;
		found += 1;
		paths[route] = { ...paths[route], [method]: stripped(operation) };
	}
}
if (found !== OPERATIONS.size) throw new Error(`found ${found} of ${OPERATIONS.size} operations`);
const components: Record<string, Json> = {};
for (const [ref, value] of [...reached].sort(([a], [b]) => (a < b ? -1 : 1))) {
	const [, , kind = "", name = ""] = ref.split("/");
	components[kind] = { ...components[kind], [name]: value };
}
const out = fileURLToPath(new URL("github.openapi.json", import.meta.url));
writeFileSync(out, `${JSON.stringify({ openapi: source.openapi, paths, components })}\n`);
