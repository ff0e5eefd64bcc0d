import { type Correction, DISMISSED, STILL_RIGHT } from "../../schemas/correction.ts";
import { DIMENSIONS, type DimensionId, dimensionOf } from "../../schemas/dimensions/index.ts";
import type { Registry } from "../registry/registry.ts";
import { type AnswerDraft, answersOf, LEAVE_OUT, type Person } from "./ask.ts";
import { cellLines } from "./cell-lines.ts";
import { factHelp } from "./facts.ts";
import { type FormProblem, type ReadCorrection, readAnswer, readJson } from "./form.ts";
import {
	type Answers,
	answeredRecord,
	currentOf,
	isNeeded,
	isNeededText,
	othersIn,
	placeholders,
	sharedPlaceOf,
} from "./needed-answers.ts";
import { countOf } from "./place.ts";
import { labelOf, QUESTIONS, type Question, type QuestionKey } from "./questions.ts";
import type { Correct, CorrectionOutcome } from "./validate-correction.ts";

/** Everything that the questions are asked with. */
export interface Asking {
	readonly person: Person;
	readonly registry: Registry;
	readonly today: string;
	readonly draft: AnswerDraft<QuestionKey>;
	/** Applies a correction, and holds the outcome to every rule. */
	readonly validate: (correction: Correction) => CorrectionOutcome;
	/** Says what a correction changes, line by line. */
	readonly summary: (correct: Correct) => readonly string[];
}

/** A correction that passes every rule and that the person wants to be written. */
export interface Agreed {
	readonly read: ReadCorrection;
	readonly correct: Correct;
}

/**
 * Asks the questions of the form on a terminal, those that the cell and the answers before make needful. Each answer is
 * checked when it is given, by every rule that can be asked then; at the end each can be changed. Null where the person
 * leaves: the answers stay in the draft.
 */
export async function askCorrection(asking: Asking): Promise<Agreed | null> {
	const { person, draft } = asking;
	const answers: Answers = await answersOf(person, draft, labelOf);
	await askMissing(asking, answers);
	for (;;) {
		const read = readJson({ holds_for: "offering", ...answers });
		const outcome = "problems" in read ? read : asking.validate(read.correction);
		if ("problems" in outcome) {
			await askAgain(asking, answers, outcome.problems);
			continue;
		}
		if ("problems" in read) throw new Error("a refused correction was validated");
		const chosen = await review(asking, answers, outcome, read);
		if (chosen === "write") return { read, correct: outcome };
		if (chosen === "leave") return null;
		await askOne(asking, answers, questionOf(chosen));
		await askMissing(asking, answers);
	}
}

async function askMissing(asking: Asking, answers: Answers): Promise<void> {
	for (const question of QUESTIONS) {
		if (answers[question.key] === undefined && isNeeded(asking.registry, answers, question.key)) {
			await askOne(asking, answers, question);
		}
	}
}

/** Tells the problems and asks the questions that they come from again, with the answers that were given. */
async function askAgain(asking: Asking, answers: Answers, problems: readonly FormProblem[]): Promise<void> {
	const { person } = asking;
	person.say("\nThis cannot be written yet:");
	for (const { question, message } of problems) person.say(`  ✗ ${question === "" ? "" : `${question}: `}${message}`);
	const asked = QUESTIONS.filter(({ label }) => problems.some(({ question }) => question === label));
	const keys = asked.length > 0 ? asked.map(({ key }) => key) : [await chooseAnswer(asking, answers)];
	for (const key of keys) await askOne(asking, answers, questionOf(key));
	await askMissing(asking, answers);
}

async function askOne(asking: Asking, answers: Answers, question: Question): Promise<void> {
	const { person, draft } = asking;
	const { key } = question;
	const choices = choicesOf(asking, question);
	const help = helpOf(asking, answers, question);
	const label = question.label;
	const initial = answers[key] ?? initialOf(asking, answers, key);
	const given = choices
		? await person.choose({ label, help, choices, initial })
		: await person.write({ label, help, initial, fault: (answer) => faultOf(asking, answers, question, answer) });
	const read = readAnswer(question, given);
	if ("fault" in read) throw new Error(`${key}: ${read.fault}`);
	for (const what of read.cleaned) person.say(`  We ${what}: ${read.value}`);
	answers[key] = read.value ?? "";
	draft.keep(answers);
	if (key === "dimension") tellCell(asking, answers);
}

function choicesOf({ registry }: Asking, { key, choices, required }: Question) {
	if (key === "offering") {
		return registry.offerings
			.filter(({ value }) => value.status !== "retired")
			.map(({ value }) => ({ shown: `${value.name} (${value.id})`, value: value.id }));
	}
	if (key === "dimension") return DIMENSIONS.map(({ id, label }) => ({ shown: `${label} (${id})`, value: id }));
	return choices && !required ? [LEAVE_OUT, ...choices] : choices;
}

function helpOf({ registry }: Asking, answers: Answers, { key, help, required, choices }: Question): string {
	const optional = required || choices || isNeededText(answers, key) ? "" : " Press Enter to leave it out.";
	if (key === "facts")
		return [help, ...factHelp(answers.dimension as DimensionId).map((line) => `  ${line}`)].join(" ");
	if (key === "others") {
		return `The record says this as well. Does it still hold? ${othersIn(registry, answers).join("; ")}`;
	}
	if (key === "holds_for") return `${help} ${reachHelp(registry, answers)}`;
	return `${help}${optional}`;
}

/** A text that is offered as the answer: the page of the main source, the day. */
function initialOf({ registry, today }: Asking, answers: Answers, key: QuestionKey): string | undefined {
	if (key === "read_on") return today;
	const isReading = answers.answer === STILL_RIGHT || answers.answer === DISMISSED;
	const current = currentOf(registry, answers);
	if (key === "source" && isReading) return current?.sources[0]?.url ?? current?.searched[0]?.url;
	if (isReading) return undefined;
	if (key === "finding") return current?.cell.finding;
	return key === "caveat" ? current?.cell.caveat : undefined;
}

/** Says why an answer cannot be taken: by the question itself, else by the rules, as far as they are about this answer. */
function faultOf(asking: Asking, answers: Answers, question: Question, answer: string): string | null {
	const read = readAnswer(question, answer);
	if ("fault" in read) return read.fault;
	if (read.value === null) return isNeededText(answers, question.key) ? "this needs an answer" : null;
	const complete = readJson({ ...placeholders(asking.today, answers), ...answers, [question.key]: read.value });
	if ("problems" in complete) return messageOn(question, complete.problems);
	const outcome = asking.validate(complete.correction);
	return "problems" in outcome ? messageOn(question, outcome.problems) : null;
}

function messageOn({ label }: Question, problems: readonly FormProblem[]): string | null {
	return problems.find((problem) => problem.question === label)?.message ?? null;
}

function tellCell({ person, registry }: Asking, answers: Answers): void {
	const dimension = answers.dimension as DimensionId;
	person.say("");
	person.say(dimensionOf(dimension).question);
	for (const line of cellLines(registry, answeredRecord(registry, answers), dimension)) person.say(line);
}

function reachHelp(registry: Registry, answers: Answers): string {
	const place = sharedPlaceOf(registry, answers);
	return place ? `This one is written in ${place.record.file.path}, for ${countOf(place.reach)}.` : "";
}

/** Shows what would be written, and where, before it is. */
async function review(
	asking: Asking,
	answers: Answers,
	correct: Correct,
	{ cleaned }: ReadCorrection,
): Promise<"write" | "leave" | QuestionKey> {
	const { person } = asking;
	person.say("");
	for (const line of [...cleaned, ...correct.remarks, ...asking.summary(correct)]) person.say(line);
	const choice = await person.choose({
		label: "Write it?",
		help: `It edits ${correct.path}, for ${countOf(correct.reach)}.`,
		choices: [
			{ shown: `Write ${correct.path}`, value: "write" },
			{ shown: "Change an answer", value: "change" },
			{ shown: "Leave; the answers are kept", value: "leave" },
		],
	});
	return choice === "change" ? chooseAnswer(asking, answers) : (choice as "write" | "leave");
}

async function chooseAnswer({ person }: Asking, answers: Answers): Promise<QuestionKey> {
	const given = QUESTIONS.filter(({ key }) => answers[key] !== undefined);
	return (await person.choose({
		label: "Which answer?",
		help: "It is asked again; the others stay.",
		choices: given.map(({ key, label }) => ({ shown: `${label}: ${answers[key] || "(left out)"}`, value: key })),
	})) as QuestionKey;
}

function questionOf(key: QuestionKey): Question {
	const question = QUESTIONS.find((one) => one.key === key);
	if (!question) throw new Error(`no question ${key}`);
	return question;
}
