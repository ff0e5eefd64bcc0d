import type { Change } from "../../schemas/change.ts";
import type { Contract } from "../../schemas/contract.ts";
import { isDeepStrictEqual } from "../lib/equal.ts";
import { byCodeUnit } from "../lib/order.ts";
import type { Snapshot } from "../registry/snapshot.ts";
import { change } from "./change.ts";
import { asObject } from "./plain-schema.ts";
import { CONTRACT } from "./schema.ts";
import { VERSION_1_CONTRACT } from "./version-1-contract.ts";

/** A difference between two contracts: `up` for an addition, `down` for what breaks a reader. */
type Difference = Pick<Change, "direction" | "before" | "after" | "path">;

/** Returns what differs between the contracts of two states beyond their JSON Schemas; wording is no change. A state without a contract is not compared. */
export function contractChanges(before: Snapshot["schemas"], after: Snapshot["schemas"]): Change[] {
	const [was, is] = [contractIn(before), after.get(CONTRACT)];
	if (!was || !is) return [];
	return differences(was, is as unknown as Contract).map((one) =>
		change({ kind: "schema_changed", ...one, path: `contract.json#/${one.path}` }),
	);
}

/** Returns the contract of a state; version 1 had one, too, though it was not written down. */
function contractIn(schemas: Snapshot["schemas"]): Contract | undefined {
	const written = schemas.get(CONTRACT) as unknown as Contract | null | undefined;
	if (written) return written;
	const { schema_version: version } = asObject(asObject(schemas.get("data")).properties);
	return asObject(version).const === 1 ? VERSION_1_CONTRACT : undefined;
}

function differences(was: Contract, is: Contract): Difference[] {
	return [
		...mapDifferences("tables", was.tables, is.tables, tableDifferences),
		...mapDifferences("views", was.views, is.views, (old, now, path) => listDifferences(old, now, path)),
		...mapDifferences("sheets", was.sheets, is.sheets, (old, now, path) => listDifferences(old, now, path)),
		...mapDifferences("representations", was.representations, is.representations, replaced),
		...listDifferences(was.files, is.files, "files"),
		...listDifferences(was.api, is.api, "api"),
		...mapDifferences("package/exports", was.package.exports, is.package.exports, (old, now, path) =>
			listDifferences(old, now, path),
		),
		...mapDifferences("package/declarations", codeOf(was), codeOf(is), replaced),
	];
}

/** Returns the declarations of the package without their comments. */
function codeOf({ package: { declarations } }: Contract): Readonly<Record<string, string>> {
	const entries = Object.entries(declarations);
	return Object.fromEntries(entries.map(([name, text]) => [name, text.replace(/\/\*\*.*?\*\/\s*/gs, "")]));
}

type Compare<Value> = (was: Value, is: Value, path: string) => Difference[];

/** Compares two maps by name: what goes breaks a reader, what comes does not. */
function mapDifferences<Value>(
	path: string,
	was: Readonly<Record<string, Value>> = {},
	is: Readonly<Record<string, Value>> = {},
	compare: Compare<Value>,
): Difference[] {
	return [...new Set([...Object.keys(was), ...Object.keys(is)])].sort(byCodeUnit).flatMap((name): Difference[] => {
		const [old, now] = [was[name], is[name]];
		const at = `${path}/${name}`;
		if (old === undefined) return [{ direction: "up", before: null, after: name, path: at }];
		if (now === undefined) return [{ direction: "down", before: name, after: null, path: at }];
		return compare(old, now, at);
	});
}

function listDifferences(was: readonly string[] = [], is: readonly string[] = [], path: string): Difference[] {
	const asMap = (list: readonly string[]) => Object.fromEntries(list.map((one) => [one, true]));
	return mapDifferences(path, asMap(was), asMap(is), () => []);
}

/** Compares what has no smaller parts: any difference breaks a reader. */
function replaced(was: unknown, is: unknown, path: string): Difference[] {
	return isDeepStrictEqual(was, is) ? [] : [{ direction: "down", before: was, after: is, path }];
}

type ContractTable = Contract["tables"][string];
type ContractColumn = ContractTable["columns"][string];

function tableDifferences(was: ContractTable, is: ContractTable, path: string): Difference[] {
	return [
		...replaced(was.key, is.key, `${path}/key`),
		...mapDifferences(`${path}/columns`, was.columns, is.columns, columnDifferences),
	];
}

function columnDifferences(was: ContractColumn, is: ContractColumn, path: string): Difference[] {
	return [
		...replaced(was.type, is.type, `${path}/type`),
		...replaced(was.nullable, is.nullable, `${path}/nullable`),
		...(was.references === is.references
			? []
			: [
					{
						direction: was.references === undefined ? ("up" as const) : ("down" as const),
						before: was.references ?? null,
						after: is.references ?? null,
						path: `${path}/references`,
					},
				]),
		...valueDifferences(was, is, `${path}/values`),
	];
}

/** Compares the values of a column: one less breaks a reader, one more only where the list was to stay as it is. */
function valueDifferences(was: ContractColumn, is: ContractColumn, path: string): Difference[] {
	if ((was.values === undefined) !== (is.values === undefined) || was.open !== is.open) {
		return [{ direction: "down", before: was.values ?? null, after: is.values ?? null, path }];
	}
	return listDifferences(was.values, is.values, path).map((one) => (is.open ? one : { ...one, direction: "down" }));
}
