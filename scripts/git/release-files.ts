import semver from "semver";

/** Files and folders that nothing but a release writes. */
export const RELEASE_ONLY = ["CHANGELOG.md", "dist"] as const;

/** Everything that a release commit may change: of manifests the version alone, of the README its totals. */
export const RELEASED = [
	...RELEASE_ONLY,
	"CITATION.cff",
	"README.md",
	"docs/coverage.md",
	"package-lock.json",
	"package.json",
] as const;

/** Content of a path before and after a commit; null where there is, or was, no file. */
export interface FileChange {
	readonly path: string;
	readonly before: string | null;
	readonly after: string | null;
}

/** The data set that a release publishes, and the manifest that bears its version. */
export const RELEASE_DATA = "dist/data.json";
export const MANIFEST = "package.json";

/**
 * The version that a commit releases, told by what it changes and by no word in its message: it touches released files
 * alone, its manifest's version is higher than before, and its data set bears that version. Null for any other commit.
 * `changes` are those against its first parent.
 */
export function releasedVersion(changes: readonly FileChange[]): string | null {
	const manifest = changes.find(({ path }) => path === MANIFEST);
	const data = changes.find(({ path }) => path === RELEASE_DATA);
	const version = versionIn(manifest?.after ?? null);
	if (version === null || versionIn(data?.after ?? null) !== version) return null;
	const before = versionIn(manifest?.before ?? null);
	if (before !== null && !semver.gt(version, before)) return null;
	return changes.every(isReleased) ? version : null;
}

/** True for `X.Y.Z`, which is how every version of the data is written. */
export function isVersion(text: string): boolean {
	return /^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8})){2}$/.test(text);
}

function isReleased({ path, before, after }: FileChange): boolean {
	if (!RELEASED.some((one) => path === one || path.startsWith(`${one}/`))) return false;
	if (path === "README.md") return withoutTotals(before) === withoutTotals(after);
	if (path === MANIFEST || path === "package-lock.json") return withoutVersion(before) === withoutVersion(after);
	return true;
}

/** The README without what stands between the marks of its totals. */
function withoutTotals(text: string | null): string | null {
	const [from, to] = [text?.indexOf("<!-- totals -->") ?? -1, text?.indexOf("<!-- /totals -->") ?? -1];
	return text === null || from < 0 || to < from ? text : text.slice(0, from) + text.slice(to);
}

/** A manifest or lockfile without its own version, as JSON; null for what is none. */
function withoutVersion(text: string | null): string | null {
	const value = jsonOf(text);
	if (value === null) return null;
	const { version: _, packages, ...rest } = value as { version?: unknown; packages?: Record<string, object> };
	if (packages === undefined) return JSON.stringify(rest);
	const { version: _own, ...root } = (packages[""] ?? {}) as { version?: unknown };
	return JSON.stringify({ ...rest, packages: { ...packages, "": root } });
}

function versionIn(text: string | null): string | null {
	const version = (jsonOf(text) as { version?: unknown } | null)?.version;
	return typeof version === "string" && isVersion(version) ? version : null;
}

function jsonOf(text: string | null): object | null {
	try {
		const value: unknown = text === null ? null : JSON.parse(text);
		return typeof value === "object" ? value : null;
	} catch {
		return null;
	}
}
