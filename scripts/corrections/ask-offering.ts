import { CATEGORIES, VARIOUS } from "../../schemas/offering.ts";
import { id as idSchema, line } from "../../schemas/primitives.ts";
import type { Registry } from "../registry/registry.ts";
import { type AnswerDraft, answersOf, type Person } from "./ask.ts";
import { offeringNames } from "./find-offering.ts";
import { meant } from "./names.ts";
import type { Choice } from "./questions.ts";
import type { FirstLines } from "./scaffold.ts";

/** Keys of the first lines; the service and the platform are asked for together. */
export const OFFERING_KEYS = ["id", "name", "developer", "served_by", "category", "model_family", "summary"] as const;
export type OfferingKey = (typeof OFFERING_KEYS)[number];

interface OfferingQuestion {
	readonly label: string;
	readonly help: string;
	readonly choices?: readonly Choice[];
	readonly fault?: (answer: string) => string | null;
}

/** Value of the choice that a vendor has no file yet. */
const ANOTHER = "another";

/** Asks on a terminal for the lines that a new offering's file begins with. */
export async function askOffering(
	person: Person,
	registry: Registry,
	draft: AnswerDraft<OfferingKey>,
): Promise<{ id: string; lines: FirstLines }> {
	const questions = questionsOf(registry);
	const answers = await answersOf(person, draft, (key) => questions[key].label);
	for (const key of OFFERING_KEYS) {
		if (answers[key] !== undefined) continue;
		const question = questions[key];
		answers[key] = await answerTo(person, question);
		draft.keep(answers);
		if (key === "name") tellTwin(person, registry, answers[key]);
	}
	const { id = "", served_by: by = "", summary = "", ...rest } = answers;
	const server = registry.lookups.serviceIds.has(by) ? { service: by } : { platform: by };
	return { id, lines: { ...rest, ...server, ...(summary === "" ? {} : { summary }) } };
}

async function answerTo(person: Person, { label, help, choices, fault }: OfferingQuestion): Promise<string> {
	if (choices) {
		const chosen = await person.choose({ label, help, choices });
		if (chosen !== ANOTHER) return chosen;
		return person.write({ label: `${label}, its id`, help: "It gets a file of its own.", fault: idFault });
	}
	return person.write({ label, help, fault: fault ?? lineFault });
}

function questionsOf({ offerings, services, vendors, vendorRecords }: Registry): Record<OfferingKey, OfferingQuestion> {
	const known = offerings.map(({ value }) => value.id);
	const another = { shown: "Another, that has no file yet", value: ANOTHER };
	const vendorChoices = [...vendors.byId.values()]
		.filter(({ kind }) => kind !== "authority")
		.map(({ id, name }) => ({ shown: `${name} (${id})`, value: id }));
	return {
		id: { label: "Id", help: "Of the file, for ever, for example acme-api.", fault: newIdFault(known) },
		name: { label: "Name", help: "As buyers know it." },
		developer: {
			label: "Developer",
			help: `The vendor that makes the models. ${vendorRecords.length} vendors are known.`,
			choices: [...vendorChoices, { shown: "Various: a host of several developers' models", value: VARIOUS }, another],
		},
		served_by: {
			label: "Served by",
			help: "The service, where one file holds the cells of several offerings, else the vendor.",
			choices: [
				...services.map(({ value }) => ({ shown: `${value.name} (service ${value.id})`, value: value.id })),
				...vendorChoices,
				another,
			],
		},
		category: {
			label: "Category",
			help: "What kind of offering it is.",
			choices: Object.entries(CATEGORIES).map(([value, shown]) => ({ shown: `${value}: ${shown}`, value })),
		},
		model_family: { label: "Model family", help: "For example Claude." },
		summary: {
			label: "Summary",
			help: "One to three neutral sentences. Press Enter to leave it for later.",
			fault: () => null,
		},
	};
}

const ID_FAULT = "use lower-case letters, digits and single hyphens, at most 64 characters";

function idFault(answer: string): string | null {
	return idSchema.safeParse(answer).success ? null : ID_FAULT;
}

function newIdFault(known: readonly string[]) {
	return (answer: string) =>
		idFault(answer) ?? (known.includes(answer) ? `there is an offering ${answer} already` : null);
}

function lineFault(answer: string): string | null {
	if (answer === "") return "this needs an answer";
	return line(120).safeParse(answer).success ? null : "write at most 120 characters";
}

/** Says when an offering of that name is there already. */
function tellTwin(person: Person, registry: Registry, name: string): void {
	const found = meant(name, offeringNames(registry));
	if ("id" in found) person.say(`  There is an offering of that name: offerings/${found.id}.yaml.`);
}
