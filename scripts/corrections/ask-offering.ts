import { CATEGORIES } from "../../schemas/offering.ts";
import { id, line } from "../../schemas/primitives.ts";
import type { Registry } from "../registry/registry.ts";
import { type Asked, askAll, type Person } from "./ask.ts";
import type { FirstLines } from "./scaffold.ts";

/** The service and the platform are asked for together. */
type Key = "id" | "served_by" | Exclude<keyof FirstLines, "service" | "platform">;

/** Asks on a terminal for what a new offering's file begins with. */
export async function askOffering(person: Person, registry: Registry): Promise<{ id: string; lines: FirstLines }> {
	const { id: name = "", served_by: by, ...lines } = await askAll(person, questions(registry));
	if (by === undefined) return { id: name, lines };
	return {
		id: name,
		lines: { ...lines, ...(registry.lookups.serviceIds.has(by) ? { service: by } : { platform: by }) },
	};
}

function questions({ offerings, vendors, lookups }: Registry): Asked<Key>[] {
	const text = { required: true, choices: null, read: readLine };
	const vendorIds = [...vendors.ids].sort();
	const serviceIds = [...lookups.serviceIds].sort();
	const vendor = (answer: string) => (id.safeParse(answer).success ? { value: answer } : { fault: ID_FAULT });
	return [
		{
			...text,
			key: "id",
			label: "Id",
			help: "Of the file, for ever, for example acme-api.",
			read: newId(offerings.map(({ value }) => value.id)),
		},
		{ ...text, key: "name", label: "Name", help: "As buyers know it." },
		{
			...text,
			key: "developer",
			label: "Developer",
			help: `Id of the vendor that makes the models, or "various". ${vendorIds.length} are known, for example ${vendorIds[0] ?? "none"}.`,
			read: vendor,
		},
		{
			...text,
			key: "served_by",
			label: "Served by",
			help: `Id of the service that serves it (${serviceIds.join(", ") || "none is known"}), else of the vendor.`,
			read: vendor,
		},
		{
			...text,
			key: "category",
			label: "Category",
			help: "What kind of offering it is.",
			choices: Object.entries(CATEGORIES).map(([value, shown]) => ({ shown: `${value}: ${shown}`, value })),
		},
		{ ...text, key: "model_family", label: "Model family", help: "For example Claude." },
		{
			...text,
			key: "summary",
			label: "Summary",
			help: "One to three neutral sentences.",
			required: false,
			read: (answer) => ({ value: answer }),
		},
	];
}

const ID_FAULT = "use lower-case letters, digits and single hyphens, at most 64 characters";

function newId(known: readonly string[]) {
	return (answer: string) => {
		if (!id.safeParse(answer).success) return { fault: ID_FAULT };
		return known.includes(answer) ? { fault: `there is an offering ${answer} already` } : { value: answer };
	};
}

function readLine(answer: string) {
	return line(120).safeParse(answer).success ? { value: answer } : { fault: "write at most 120 characters" };
}
