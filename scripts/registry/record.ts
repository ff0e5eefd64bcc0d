import type { Offering } from "../../schemas/offering.ts";
import type { Service } from "../../schemas/service.ts";
import type { Vendor } from "../../schemas/vendor.ts";
import type { Content, Entry, Folder } from "../lib/tree.ts";
import { decode } from "../yaml/decode.ts";
import { Layout } from "../yaml/layout.ts";
import { parse } from "../yaml/parse.ts";
import { FILE_START, type ParseError, type Span } from "../yaml/parse-error.ts";
import { type Part, type Path, Positions } from "../yaml/positions.ts";
import { readCanonical } from "../yaml/read-canonical.ts";
import { type SchemaIssue, validate } from "./validate.ts";
import { isVersion1, upgradeVersion1 } from "./version-1.ts";

/** Reads records of earlier commits, which may be of version 1 of the data model. */
export const FROM_HISTORY = { fromHistory: true } as const;

/** One entry of a folder of records: its text, its value, and the position of everything in it. */
export class RecordFile {
	readonly folder: Folder;
	readonly name: string;
	/** Null when the file could not be read as text. */
	readonly text: string | null;
	/** Why there is no value; null for a file that parsed. */
	readonly fault: ParseError | null;
	/** The parsed value; undefined with a fault. */
	readonly value: unknown;
	/** Departures of the value from its schema; empty for a valid record and for a file that cannot be read. */
	readonly issues: readonly SchemaIssue[];
	/** True where the text is the canonical form of its value without comments; it was read without a parser. */
	readonly canonical: boolean;
	/** Positions in the text; of an empty one for a file with a fault, whose fault has a span. */
	readonly positions: Positions;

	constructor(entry: Entry, content: Content, options: { readonly fromHistory?: boolean } = {}) {
		this.folder = entry.folder;
		this.name = entry.name;
		const read = interpret(entry.folder, content);
		this.text = read.text;
		this.fault = read.fault;
		const isOld = options.fromHistory === true && entry.folder === "offerings" && isVersion1(read.value);
		this.value = isOld ? upgradeVersion1(read.value) : read.value;
		this.canonical = read.canonical;
		this.positions = new Positions(read.text ?? "", read.layout);
		// The rules of version 1 are not kept; its records passed them when they were committed.
		this.issues = read.fault || isOld || read.isProper ? [] : validate(entry.folder, read.value);
	}

	/** Path from the root, with forward slashes. */
	get path(): string {
		return `${this.folder}/${this.name}`;
	}

	/** The id that the file's name gives. */
	get id(): string {
		return this.name.replace(/\.ya?ml$/i, "");
	}

	/** Returns the position of a path of the value in the file. */
	locate(path: Path, part: Part = "value"): Span {
		return this.fault?.span ?? this.positions.locate(path, part);
	}
}

/** A record that passed its schema. */
export type OfferingRecord = { readonly kind: "offering"; readonly file: RecordFile; readonly value: Offering };
export type ServiceRecord = { readonly kind: "service"; readonly file: RecordFile; readonly value: Service };
export type VendorRecord = { readonly kind: "vendor"; readonly file: RecordFile; readonly value: Vendor };
export type RegistryRecord = OfferingRecord | ServiceRecord | VendorRecord;

/** The typed record of a file, or null when the file has a fault or issues with its schema. */
export function recordOf(file: RecordFile): RegistryRecord | null {
	if (file.fault || file.issues.length > 0) return null;
	switch (file.folder) {
		case "offerings":
			return { kind: "offering", file, value: file.value as Offering };
		case "services":
			return { kind: "service", file, value: file.value as Service };
		case "vendors":
			return { kind: "vendor", file, value: file.value as Vendor };
		default:
			return file.folder satisfies never;
	}
}

const NO_LAYOUT = Layout.of([]);

interface Interpretation {
	readonly text: string | null;
	readonly fault: ParseError | null;
	readonly value: unknown;
	readonly canonical: boolean;
	/** True where the value is known to pass its schema. */
	readonly isProper: boolean;
	readonly layout: Layout;
}

function interpret(folder: Folder, content: Content): Interpretation {
	const failed = (fault: ParseError, text: string | null = null) => {
		return { text, fault, value: undefined, canonical: false, isProper: false, layout: NO_LAYOUT };
	};
	if ("irregular" in content) return failed({ kind: "irregular", what: content.irregular, span: FILE_START });
	if ("notARecord" in content) return failed({ kind: "name", span: FILE_START });
	if ("unreadable" in content) return failed({ kind: "unreadable", reason: content.unreadable, span: FILE_START });
	if ("tooLarge" in content) {
		return failed({
			kind: "size",
			message: `the file has ${content.tooLarge} bytes; at most 262144 (256 KiB) are read`,
			hint: "Shorten the record.",
			span: FILE_START,
		});
	}
	const decoded = decode(content.bytes);
	if ("fault" in decoded) return failed(decoded.fault, shownText(content.bytes));
	const read = readCanonical(folder, decoded.text);
	if (read) return { text: decoded.text, fault: null, canonical: true, ...read };
	const parsed = parse(decoded.text);
	if ("fault" in parsed) return failed(parsed.fault, decoded.text);
	return { text: decoded.text, fault: null, canonical: false, isProper: false, ...parsed };
}

/** The text of what was read, as far as it can be shown; null where there is none. */
export function contentText(content: Content): string | null {
	if (!("bytes" in content)) return null;
	const decoded = decode(content.bytes);
	return "fault" in decoded ? shownText(content.bytes) : decoded.text;
}

/** Undecodable bytes cannot be shown; a text with one bad character can. */
function shownText(bytes: Uint8Array): string | null {
	return bytes.includes(0) ? null : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
