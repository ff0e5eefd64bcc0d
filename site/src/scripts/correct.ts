import type { Cell, Offering } from "../artifact/shape.ts";
import { blockOf, changedLines } from "../correct/block.ts";
import type { Answers, Validation } from "../correct/validation.ts";
import { labelIn } from "../view/comparison.ts";
import { quotation, when } from "../view/evidence.ts";
import { glyph, gradeText } from "../view/glyph.ts";
import type { Terms } from "../view/terms.ts";
import { el } from "../view/tree.ts";
import { base, copyFrom, domOf, loadJson, need, say, today } from "./dom.ts";

/** The form that corrects an answer: filled with what the record says, held to the rules as one types, sent by nobody but the reader. */
const form = need<HTMLFormElement>("#correction");
const repository = need<HTMLElement>(".desk").dataset.repository ?? "";
/** Longest URL of an issue that GitHub takes, in encoded characters of its body. */
const MAX_ENCODED = 6000;
/** Quiet after a key, in milliseconds, before the rules are asked. */
const PAUSE = 150;

let offering: Offering | null = null;
let terms: Terms | null = null;
let validation: Validation | null = null;
let records: Readonly<Record<string, string>> | null = null;
let turn = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

const field = (name: string) =>
	form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | null;
const value = (name: string) => field(name)?.value.trim() ?? "";
const kind = () => new FormData(form).get("kind");
const cell = (): Cell | undefined => offering?.dimensions[value("dimension")];

function set(name: string, text: string | null | undefined): void {
	const input = field(name);
	if (input) input.value = text ?? "";
}

/** Loads the offering that is chosen, says what its record says, and fills the form with it. */
async function choose(fill: boolean): Promise<void> {
	const now = ++turn;
	const id = value("offering");
	terms = await loadJson<Terms>("terms.json");
	const loaded = id === "" ? null : (await loadJson<{ offering: Offering }>(`offerings/${id}.json`)).offering;
	if (now !== turn) return;
	if (loaded?.id !== offering?.id) records = null;
	offering = loaded;
	const asked = terms.dimensions.find((one) => one.id === value("dimension"));
	need("#asked").textContent = asked?.question ?? "";
	const known = cell();
	const place = need("#now");
	if (!offering || !asked) place.replaceChildren(domOf(el("p", {}, "Choose an offering and a question.")));
	else if (!known) place.replaceChildren(domOf(el("p", {}, "Not assessed.")));
	else {
		const pieces = [
			el("p", { class: "grade" }, glyph(known), " ", gradeText(known, labelIn(terms))),
			el("p", {}, known.finding),
			quotation(known, { brief: true }),
			when(known, today()),
		];
		place.replaceChildren(...pieces.filter((piece) => piece !== null).map(domOf));
	}
	const link = need<HTMLAnchorElement>("#dispute-link");
	link.href = `${repository}/issues/new?${new URLSearchParams({ template: "dispute.yml", offering: id, dimension: value("dimension") })}`;
	if (fill) prefill(known);
}

/** Fills in what the record says of the answer, so that only what changed has to be typed. */
function prefill(known: Cell | undefined): void {
	const [main] = known?.sources ?? [];
	set("source", main?.via === "reported" ? "" : main?.url);
	set("archived", "");
	set("locator", main?.locator);
	set("finding", known?.finding);
	set("caveat", known?.caveat);
	set(
		"facts",
		Object.entries(known?.facts ?? {})
			.map(
				([name, fact]) =>
					`${name}: ${typeof fact === "object" ? fact.join(", ") : typeof fact === "boolean" ? (fact ? "yes" : "no") : fact}`,
			)
			.join("\n"),
	);
	set("holds_for", known?.written_in.startsWith("offerings/") ? "offering" : "");
	set("read_on", today());
	set("answer", known && !known.contrary ? known.value : "");
}

/** Shows the questions of the kind that is chosen. */
function showKind(): void {
	const chosen = kind();
	need<HTMLElement>("#dispute").hidden = chosen !== "dispute";
	need<HTMLElement>("#answers").hidden = chosen === "dispute";
	need<HTMLElement>("#exits").hidden = chosen === "dispute";
	for (const place of form.querySelectorAll<HTMLElement>("[data-of]")) place.hidden = place.dataset.of !== chosen;
}

function answers(): Answers {
	const given = Object.fromEntries(
		[...new FormData(form)].map(([name, text]) => [name, `${text}`.replace(/\r\n/g, "\n").trim()]),
	);
	const { kind: chosen, ...rest } = given;
	return { ...rest, answer: chosen === "still_right" ? "still_right" : (rest.answer ?? "") };
}

/** The records that the rules need for this offering: its own, its service's, its vendors', those of authorities, and the archives. */
async function loadRecords(one: Offering, { authorities }: Terms): Promise<Readonly<Record<string, string>>> {
	const vendors = [
		...new Set([one.platform_id, ...(one.developer_id === null ? [] : [one.developer_id]), ...authorities]),
	];
	const paths = [
		`offerings/${one.id}.yaml`,
		...(one.service_id === null ? [] : [`services/${one.service_id}.yaml`]),
		...vendors.map((id) => `vendors/${id}.yaml`),
		"archives.yaml",
	];
	const texts = await Promise.all(
		paths.map(async (path) => {
			const response = await fetch(`${base}records/${path}`);
			return response.ok ? response.text() : null;
		}),
	);
	return Object.fromEntries(paths.flatMap((path, at) => (texts[at] === null ? [] : [[path, texts[at] ?? ""]])));
}

/** Asks the rules, and shows what they say. The rules are loaded for those who type. */
async function check(): Promise<void> {
	if (kind() === "dispute" || !offering || !terms) return show(null);
	const now = ++turn;
	const [{ validateAnswers }, loaded] = await Promise.all([
		import("../correct/rules.ts"),
		records ?? loadRecords(offering, terms),
	]);
	records = loaded;
	const next = await validateAnswers(loaded, answers(), today());
	if (now === turn) show(next);
}

function show(next: Validation | null): void {
	validation = next;
	showProblems(next?.problems ?? []);
	const file = next?.file ?? null;
	const dimension = value("dimension");
	const before = file === null ? null : blockOf(records?.[file.path] ?? "", dimension);
	const after = file === null ? null : blockOf(file.text, dimension);
	const change = need("#change");
	if (!after) {
		change.textContent = next ? "Nothing yet: see what does not fit." : "Nothing yet.";
	} else {
		const tags = { same: "span", out: "del", in: "ins" } as const;
		change.replaceChildren(
			...changedLines(before?.text ?? "", after.text).map(({ kind: how, text }) =>
				domOf(el(tags[how], {}, `${text}\n`)),
			),
		);
	}
	const where =
		file === null ? "" : `In ${file.path}${before === null ? ", a new answer" : `, line ${before.first}`}. `;
	const shared =
		cell() && terms && !cell()?.written_in.startsWith("offerings/") && file?.path === cell()?.written_in
			? `It holds for every offering that shares this answer. `
			: "";
	need("#place").textContent = `${where}${shared}What needs the whole registry is checked after you send it.`;
	need("#edit-hint").textContent =
		before === null
			? "Copies this answer’s lines; paste them below “dimensions:”, in their order."
			: `Copies this answer’s lines; paste them over lines ${before.first} to ${before.last}. If the file has changed since, look for “${dimension}:”.`;
	for (const id of ["issue", "edit", "plain"])
		need<HTMLButtonElement>(`#${id}`).disabled = next === null || (id === "edit" && !after);
	need<HTMLTextAreaElement>("#text").value = next?.body ?? "";
}

/** Lists the problems on top and tells each at its field, in the words of the form. */
function showProblems(problems: Validation["problems"]): void {
	for (const old of form.querySelectorAll(".err")) old.remove();
	for (const input of form.querySelectorAll("[aria-invalid]")) {
		input.removeAttribute("aria-invalid");
		input.removeAttribute("aria-errormessage");
	}
	const list: { readonly label: string; readonly message: string; readonly id: string | null }[] = [];
	for (const [at, { question, message }] of problems.entries()) {
		const place =
			[...form.querySelectorAll<HTMLElement>(".field[data-key]")].find(
				(one) => one.querySelector("label")?.firstChild?.textContent === question,
			) ?? form.querySelector<HTMLElement>(`.field[data-key="${question === "Dimension" ? "dimension" : "?"}"]`);
		const input = place?.querySelector<HTMLElement>("input, select, textarea");
		const words = message.replace(/ \([a-z]+\/[a-z-]+\)$/, "");
		list.push({ label: question || "The form", message: words, id: input?.id ?? null });
		if (!place || !input) continue;
		input.setAttribute("aria-invalid", "true");
		input.setAttribute("aria-errormessage", `e-${at}`);
		const icon = el("svg", { class: "warn", "aria-hidden": "true" }, el("use", { href: "#i-note" }));
		place.append(domOf(el("p", { class: "err", id: `e-${at}` }, icon, el("span", {}, words))));
	}
	const box = need<HTMLElement>("#problems");
	box.hidden = list.length === 0;
	const count = list.length === 1 ? "One thing does not fit yet" : `${list.length} things do not fit yet`;
	box.replaceChildren(
		domOf(el("h2", {}, count)),
		domOf(
			el(
				"ul",
				{},
				list.map(({ label, message, id }) =>
					el("li", {}, id === null ? label : el("a", { href: `#${id}` }, label), `: ${message}`),
				),
			),
		),
	);
}

function later(): void {
	clearTimeout(timer);
	timer = setTimeout(() => {
		check().catch(() => say("The rules could not be loaded; check your connection."));
	}, PAUSE);
}

form.addEventListener("input", ({ target }) => {
	if (target instanceof HTMLSelectElement && (target.name === "offering" || target.name === "dimension")) {
		const query = new URLSearchParams({ offering: value("offering"), dimension: value("dimension") });
		history.replaceState(null, "", `${location.pathname}?${query}`);
		void choose(true)
			.then(later)
			.catch(() => say("The record could not be loaded; check your connection."));
		return;
	}
	showKind();
	later();
});
form.addEventListener("submit", (event) => event.preventDefault());
need("#issue").addEventListener("click", async ({ currentTarget }) => {
	if (!validation) return;
	const name = offering?.name ?? value("offering");
	const label = terms?.dimensions.find(({ id }) => id === value("dimension"))?.label ?? value("dimension");
	const query = new URLSearchParams({
		title: `Correction: ${name}, ${label}`,
		labels: "correction",
		body: validation.body,
	});
	if (encodeURIComponent(validation.body).length <= MAX_ENCODED) {
		open(`${repository}/issues/new?${query}`, "_blank", "noopener");
		return;
	}
	need("#issue-hint").textContent = "The text is long, so it is on your clipboard: paste it into the issue.";
	await copyFrom(currentTarget as HTMLElement, validation.body);
	open(`${repository}/issues/new`, "_blank", "noopener");
});
need("#edit").addEventListener("click", async ({ currentTarget }) => {
	const block = validation?.file ? blockOf(validation.file.text, value("dimension")) : null;
	if (!validation?.file || !block) return;
	await copyFrom(currentTarget as HTMLElement, block.text);
	open(`${repository}/edit/main/${validation.file.path}`, "_blank", "noopener");
});
need("#plain").addEventListener("click", ({ currentTarget }) => {
	const text = need<HTMLTextAreaElement>("#text");
	text.hidden = !text.hidden;
	(currentTarget as HTMLElement).setAttribute("aria-expanded", `${!text.hidden}`);
	if (!text.hidden) text.select();
});

const query = new URLSearchParams(location.search);
set("offering", query.get("offering"));
set("dimension", query.get("dimension"));
for (const radio of form.querySelectorAll<HTMLInputElement>("input[name=kind]"))
	if (radio.value === query.get("kind")) radio.checked = true;
showKind();
show(null);
void choose(true).catch(() => say("The record could not be loaded; check your connection."));
