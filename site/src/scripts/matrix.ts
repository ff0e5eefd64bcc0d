import type { GradeId } from "../artifact/shape.ts";
import { DEFAULT_SORT, FILTERS, type MatrixState, readState, searchOf } from "../view/matrix-state.ts";
import { missesOf, PRESETS, policyText } from "../view/requirements.ts";
import { startBar } from "./compare-bar.ts";
import { download, need, today } from "./dom.ts";
import { startGrid } from "./matrix-grid.ts";
import { type Row, readRows, sorted } from "./matrix-rows.ts";
import { startWindow } from "./matrix-window.ts";

/** Filters, sorts and shares the matrix. The URL holds what is asked; restoring it never writes history. */
const form = need<HTMLFormElement>("#desk");
const table = need<HTMLTableElement>("#matrix");
const selects = [...form.querySelectorAll<HTMLSelectElement>("select.requirement")];
const dimensions = selects.map(({ name }) => name);
const labels = new Map(
	selects.map((select) => [select.name, select.closest("label")?.querySelector("span")?.textContent ?? select.name]),
);
const rows = readRows(table, dimensions);
const drawn = startWindow(table);
// The name of the offering stands once in the HTML of its row; here every mark gets its whole name.
for (const { element, name } of rows) {
	for (const link of element.querySelectorAll("td.c > a"))
		link.setAttribute("aria-label", `${name}, ${link.getAttribute("aria-label")}`);
}
const box = need<HTMLInputElement>("#q");
const heads = [...table.querySelectorAll<HTMLButtonElement>("[data-sort]")];
let state = readState(location.search, dimensions);
/** Grows with every showing, so that a filter whose index arrives late does not undo a later one. */
let showing = 0;

/** Puts a state into the controls, one by one: a reset of the form would be taken for the reader's. */
function fill(now: MatrixState): void {
	if (box.value.trim() !== now.q) box.value = now.q;
	for (const select of selects) select.value = now.require[select.name] ?? "";
	need<HTMLSelectElement>("select[name=confidence]", form).value = now.confidence ?? "";
	need<HTMLInputElement>("input[name=fresh]", form).checked = now.fresh;
	for (const name of FILTERS) need<HTMLSelectElement>(`select[name=${name}]`, form).value = now[name];
	for (const radio of form.querySelectorAll<HTMLInputElement>("input[name=sort]"))
		radio.checked = radio.value === now.sort;
	for (const button of form.querySelectorAll<HTMLButtonElement>(".preset")) {
		const asked = Object.entries(PRESETS[Number(button.dataset.preset)]?.require ?? {});
		button.setAttribute("aria-pressed", `${asked.every(([id, grade]) => now.require[id] === grade)}`);
	}
	const required = Object.keys(now.require).length + (now.confidence ? 1 : 0) + (now.fresh ? 1 : 0);
	const filtered = FILTERS.filter((name) => now[name] !== "").length;
	need("#requirement-count").textContent = required > 0 ? `${required}` : "";
	need("#filter-count").textContent = filtered > 0 ? `${filtered}` : "";
	need("#sort-name").textContent =
		{ name: "name", watch: "watch-outs", answers: "coverage", evidence: "evidence" }[now.sort] ??
		labels.get(now.sort) ??
		"";
	for (const head of heads) {
		const cell = head.closest("th");
		if (head.dataset.sort !== now.sort) cell?.removeAttribute("aria-sort");
		else cell?.setAttribute("aria-sort", now.down ? "descending" : "ascending");
	}
}

async function show(now: MatrixState): Promise<void> {
	const turn = ++showing;
	fill(now);
	const ids = now.q === "" ? null : await named(now.q);
	if (turn !== showing) return;
	const day = today();
	const candidates = rows.filter(
		(row) => (ids === null || ids.has(row.id)) && isFiltered(row.element, now, row.watchOuts),
	);
	const met = new Set(candidates.filter(({ facts }) => missesOf(facts, now, day).length === 0));
	if (order !== orderOf(now)) {
		order = orderOf(now);
		table.tBodies[0]?.append(...sorted(rows, now.sort, now.down).map(({ element }) => element));
	}
	shown = met;
	drawn.show(new Set([...met].map(({ element }) => element)));
	need("#shown").textContent = met.size === rows.length ? "" : `${met.size} of ${rows.length} offerings`;
	const zero = need<HTMLElement>("#zero");
	zero.hidden = met.size > 0;
	if (met.size === 0)
		(await import("./matrix-zero.ts")).showZero(zero, { state: now, candidates, labels, day, change });
}

/** Ids of the offerings that a text names; null where that cannot be told. */
async function named(text: string): Promise<ReadonlySet<string> | null> {
	try {
		const { loadSearch } = await import("./index-loader.ts");
		return (await loadSearch()).search.filter(text);
	} catch {
		return null;
	}
}

let shown: ReadonlySet<Row> = new Set(rows);
const orderOf = ({ sort, down }: MatrixState) => `${sort} ${down}`;
let order = `${DEFAULT_SORT} false`;

function isFiltered({ dataset }: HTMLTableRowElement, now: MatrixState, watchOuts: number): boolean {
	return (
		(now.category === "" || dataset.category === now.category) &&
		(now.developer === "" || dataset.developer === now.developer) &&
		(now.platform === "" || dataset.platform === now.platform) &&
		(now.most === "" || watchOuts <= Number(now.most))
	);
}

/** Takes a change of the reader's: shows it and writes it to the URL, as an entry of its own unless it goes on typing. */
function change(next: Partial<MatrixState>, typing = false): void {
	state = { ...state, ...next };
	const url = `${location.pathname}${searchOf(state)}`;
	if (url !== location.pathname + location.search) {
		const replace = typing && history.state?.typing === true;
		history[replace ? "replaceState" : "pushState"](typing ? { typing } : null, "", url);
	}
	void show(state);
}

async function saveCsv(): Promise<void> {
	const { csvOf } = await import("./matrix-csv.ts");
	const list = sorted(rows, state.sort, state.down).filter((row) => shown.has(row));
	download("matrix.csv", "text/csv", csvOf(list, labels));
}

function changeSort(sort: string): void {
	change({ sort, down: state.sort === sort ? !state.down : false });
}

box.addEventListener("input", () => change({ q: box.value.trim() }, true));
box.addEventListener("keydown", (event) => {
	if (event.key === "Enter") event.preventDefault();
});
form.addEventListener("change", ({ target }) => {
	if (target instanceof HTMLSelectElement && target.matches(".requirement")) {
		const { [target.name]: _, ...others } = state.require;
		change({ require: target.value === "" ? others : { ...others, [target.name]: target.value as GradeId } });
	} else if (target instanceof HTMLSelectElement && target.name === "confidence") {
		change({ confidence: target.value === "medium" || target.value === "high" ? target.value : null });
	} else if (target instanceof HTMLSelectElement && target.matches(".filter")) {
		change({ [target.name]: target.value });
	} else if (target instanceof HTMLInputElement && target.name === "fresh") {
		change({ fresh: target.checked });
	} else if (target instanceof HTMLInputElement && target.name === "sort") {
		change({ sort: target.value, down: false });
	}
});
form.addEventListener("click", (event) => {
	if (!(event.target instanceof Element)) return;
	const button = event.target.closest("button");
	if (button?.matches(".preset")) {
		const preset = PRESETS[Number(button.dataset.preset)]?.require ?? {};
		const pressed = button.getAttribute("aria-pressed") === "true";
		const rest = Object.fromEntries(Object.entries(state.require).filter(([id]) => !(id in preset)));
		change({ require: pressed ? rest : { ...rest, ...preset } });
	} else if (button?.dataset.sort) changeSort(button.dataset.sort);
	else if (button?.matches(".clear")) change({ require: {}, confidence: null, fresh: false });
	else if (button?.matches(".clear-filters")) change({ category: "", developer: "", platform: "", most: "" });
	else if (button?.id === "policy-save") download("ai-policy.yaml", "text/yaml", policyText(state));
	else if (button?.id === "csv") void saveCsv();
});
need<HTMLInputElement>("#policy-load").addEventListener("change", async ({ target }) => {
	const input = target as HTMLInputElement;
	const [file] = input.files ?? [];
	if (!file) return;
	// The YAML parser is loaded for those who have a file.
	const { readPolicy } = await import("./policy-file.ts");
	const read = readPolicy(await file.text(), dimensions);
	need("#policy-said").textContent = read.said;
	if (read.requirements) change(read.requirements);
	input.value = "";
});
table.addEventListener("click", (event) => {
	const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("td.c > a") : null;
	const id = link?.closest("tr")?.dataset.id;
	if (!link || id === undefined || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
	event.preventDefault();
	import("./answer-sheet.ts")
		.then(({ showAnswer }) => showAnswer(need("#answer"), id, link.hash.slice(1)))
		.catch(() => {
			location.href = link.href;
		});
});
addEventListener("popstate", () => {
	state = readState(location.search, dimensions);
	void show(state);
});
startGrid(table, drawn);
startBar(form);
// A large matrix takes a moment until this runs, and what was typed in the meantime counts, too.
const typed = box.value.trim();
if (typed === "") void show(state);
else change({ q: typed }, true);
