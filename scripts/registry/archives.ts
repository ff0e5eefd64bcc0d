import { type Archive, type ArchivesFile, archivesSchema } from "../../schemas/archives.ts";
import type { Content, Tree } from "../lib/tree.ts";
import { readYaml } from "../yaml/read-yaml.ts";
import { isPathUnder } from "./vendors.ts";

/** Name of the file that lists the archives. */
export const ARCHIVES_FILE = "archives.yaml";

/** A file of a public git repository at one commit. */
export interface GitPermalink {
	/** Beginning of every permalink into the repository, with a final slash. */
	readonly repository: string;
	readonly commit: string;
	readonly path: string;
}

/** Looks ahead for a query or a fragment once, and not behind each of the places where the path may begin. */
const PERMALINK =
	/^(?=[^?#]+$)(https:\/\/(?:github\.com\/[\w.-]+\/[\w.-]+\/|gitlab\.com\/[\w./-]+?\/-\/))blob\/([0-9a-f]{40})\/([^?#]+)$/;

/** Returns the parts of a permalink into a git repository; null for any other URL. */
export function gitPermalinkOf(url: string): GitPermalink | null {
	const match = PERMALINK.exec(url);
	return match ? { repository: match[1] ?? "", commit: match[2] ?? "", path: match[3] ?? "" } : null;
}

/** The archives that copies may be cited from. */
export class Archives {
	readonly list: readonly Archive[];
	readonly readers: NonNullable<ArchivesFile["readers"]>;
	/** False where archives.yaml has a problem: which archives it lists is then not known. */
	readonly isKnown: boolean;

	constructor({ archives, readers }: ArchivesFile, isKnown = true) {
		this.isKnown = isKnown;
		this.list = archives;
		this.readers = readers ?? [];
	}

	/** Returns the archive that a permalink lies in; undefined where it is not listed. */
	of(url: string): Archive | undefined {
		return this.list.find(({ prefix }) => isPathUnder(url, prefix));
	}
}

/** The list of a root without archives.yaml. */
export const NO_ARCHIVES = new Archives({ archives: [] as Archive[] });

/** The list of a root whose archives.yaml has a problem. */
const UNKNOWN_ARCHIVES = new Archives({ archives: [] as Archive[] }, false);

/** Reads archives.yaml of a tree; an empty list where the file is missing or has a problem (a rule tells which). */
export function loadArchives(tree: Tree): Archives {
	const content = tree.file(ARCHIVES_FILE);
	if (content === null) return NO_ARCHIVES;
	const parsed = archivesSchema.safeParse(archivesValue(content));
	return parsed.success ? new Archives(parsed.data) : UNKNOWN_ARCHIVES;
}

function archivesValue(content: Content): unknown {
	if (!("bytes" in content)) return undefined;
	const read = readYaml(content.bytes);
	return "fault" in read ? undefined : read.value;
}
