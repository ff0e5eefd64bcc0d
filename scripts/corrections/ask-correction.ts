import { type Correction, STILL_RIGHT } from "../../schemas/correction.ts";
import { dimensionOf } from "../../schemas/dimensions/index.ts";
import { gradeOf } from "../../schemas/grades.ts";
import type { Registry } from "../registry/registry.ts";
import { suggestion } from "../rules/words.ts";
import { type Asked, askAll, type Person } from "./ask.ts";
import { type FormResult, QUESTIONS, type Question, readAnswer, readCorrection } from "./form.ts";

/** Asks the questions of the form on a terminal; what the record says now is told once the cell is known. */
export async function askCorrection(person: Person, registry: Registry): Promise<FormResult> {
	const [offering, dimension, ...others] = QUESTIONS.map((question) => askedOf(question, registry));
	if (!offering || !dimension) throw new Error("the form begins with the offering and the dimension");
	const cell = await askAll(person, [offering, dimension]);
	tellCell(person, registry, cell.offering ?? "", cell.dimension ?? "");
	return readCorrection({ ...cell, ...(await askAll(person, others)) });
}

function askedOf(question: Question, registry: Registry): Asked<keyof Correction> {
	const { key, label, help, required, choices } = question;
	if (choices !== "offerings")
		return { key, label, help, required, choices, read: (answer) => readAnswer(question, answer) };
	const ids = registry.offerings.flatMap(({ value }) => [value.id, ...(value.aliases ?? [])]);
	const read = (id: string) =>
		ids.includes(id) ? { value: id } : { fault: `there is no such offering. ${suggestion(id, ids)}`.trim() };
	return { key, label, help: `${help} Write its id, for example ${ids[0]}.`, required, choices: null, read };
}

function tellCell({ say }: Person, registry: Registry, offering: string, dimension: string): void {
	const named = registry.offerings.find(({ value }) => value.id === offering || value.aliases?.includes(offering));
	const cell = named?.value.dimensions[dimension];
	say("");
	say(dimensionOf(dimension).question);
	if (!cell) {
		say(`Nobody has assessed this yet, so that it is ${STILL_RIGHT.replace("_", " ")} is no answer.`);
		return;
	}
	const { glyph, label } = gradeOf(cell.value);
	say(`The record says: ${glyph} ${label}, verified ${cell.verified}. ${cell.caveat ?? ""}`.trim());
}
