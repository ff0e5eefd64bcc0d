import { csvOf, inOrder, isShown, type Query, type Requirement, type Row, type RowCell } from "./matrix-query.ts";

/** Filters and sorts the matrix by the form above it. The address holds what is asked, so that it can be shared. */
const form = document.querySelector<HTMLFormElement>("form.filters");
const table = document.getElementById(form?.dataset.matrix ?? "");

/** Rows that come back in one frame; more than a screen holds. */
const AT_ONCE = 200;

function start(form: HTMLFormElement, table: HTMLTableElement): void {
	const body = table.tBodies[0];
	if (!body) return;
	const ranks = new Map(
		[...form.querySelectorAll<HTMLOptionElement>(".requirement option[data-rank]")].map((option) => [
			option.value,
			Number(option.dataset.rank),
		]),
	);
	const elements = new Map([...body.rows].map((element) => [rowOf(element, ranks), element]));
	const rows = [...elements.keys()];
	const groupOf = groupsOf(table);
	const output = form.querySelector("output");
	const chosen = form.querySelector(".chosen");
	let order: readonly Row[] = rows;
	let group: string | undefined;
	/** The frame in which more rows come back. */
	let coming = 0;
	let shown: readonly Row[] = rows;

	function show(): void {
		const query = queryOf(form);
		const requirements = requirementsOf(form, query, ranks);
		const wanted = inOrder(rows, query.get("sort"));
		if (wanted.some((row, index) => row !== order[index])) {
			order = wanted;
			body?.append(...order.map((row) => elements.get(row) ?? ""));
		}
		shown = order.filter((row) => isShown(row, query, requirements));
		const visible = new Set(shown);
		for (const [row, element] of elements) if (!visible.has(row)) element.hidden = true;
		cancelAnimationFrame(coming);
		bringBack(shown.flatMap((row) => elements.get(row) ?? []).filter(({ hidden }) => hidden));
		if (group !== query.get("group")) {
			group = query.get("group");
			for (const cell of table.querySelectorAll<HTMLElement>("[data-d], [data-group]")) {
				const own = cell.dataset.group ?? groupOf.get(cell.dataset.d ?? "");
				cell.hidden = group !== undefined && own !== group;
			}
		}
		if (output) output.textContent = `${shown.length} of ${rows.length} offerings`;
		if (chosen) chosen.textContent = requirements.length > 0 ? `(${requirements.length})` : "";
	}

	/** Shows rows again, in each frame as many as it has time for: a thousand at once would hold up the next key. */
	function bringBack(hidden: readonly HTMLElement[]): void {
		for (const element of hidden.slice(0, AT_ONCE)) element.hidden = false;
		const rest = hidden.slice(AT_ONCE);
		if (rest.length > 0) coming = requestAnimationFrame(() => bringBack(rest));
	}

	/** Puts what is asked into the address: as a step to come back to, or in place of the last one. */
	function remember(step: "pushState" | "replaceState"): void {
		const asked = new URLSearchParams([...queryOf(form)]).toString();
		history[step](null, "", asked === "" ? location.pathname : `?${asked}`);
	}

	function recall(): void {
		form.reset();
		for (const [name, value] of new URLSearchParams(location.search)) {
			const control = form.elements.namedItem(name);
			if (control instanceof HTMLInputElement && control.type === "checkbox") control.checked = value === control.value;
			else if (control instanceof HTMLInputElement) control.value = value;
			// A choice that there is none of is no choice.
			else if (control instanceof HTMLSelectElement && [...control.options].some((one) => one.value === value))
				control.value = value;
		}
		const details = form.querySelector("details");
		if (details) details.open ||= requirementsOf(form, queryOf(form), ranks).length > 0;
		show();
	}

	form.addEventListener("input", ({ target }) => {
		show();
		remember(target instanceof HTMLInputElement && target.type === "search" ? "replaceState" : "pushState");
	});
	form.addEventListener("submit", (event) => {
		// What is asked is shown as it is asked.
		event.preventDefault();
		show();
	});
	form.addEventListener("reset", () => {
		// The controls are empty only after the event.
		setTimeout(() => {
			show();
			if (location.search !== "") remember("pushState");
		});
	});
	form.querySelector("[data-act=csv]")?.addEventListener("click", () => {
		const dimensions = [...groupOf].flatMap(([id, own]) => (group === undefined || own === group ? [id] : []));
		download("offerings.csv", csvOf(shown, dimensions));
	});
	addEventListener("popstate", recall);
	body.addEventListener("keydown", (event) => moveFocus(event, body));
	form.hidden = false;
	recall();
}

function rowOf(element: HTMLTableRowElement, ranks: ReadonlyMap<string, number>): Row {
	const {
		id = "",
		developer = "",
		platform = "",
		country = "",
		category = "",
		family = "",
		status,
		watch,
	} = element.dataset;
	const cells = new Map<string, RowCell>();
	for (const { dataset } of element.querySelectorAll<HTMLElement>("td[data-g]")) {
		const { d = "", g = "", c = "", s = "", x } = dataset;
		cells.set(d, { grade: g, rank: ranks.get(g) ?? 0, confidence: c, state: s, contrary: x !== undefined });
	}
	const name = element.querySelector("th a")?.textContent ?? "";
	const vendors = [developer, platform];
	return {
		id,
		name,
		vendors,
		country,
		category,
		family,
		retired: status === "retired",
		watchOuts: Number(watch),
		cells,
	};
}

/** Dimension → its group, in the order of the table. */
function groupsOf(table: HTMLTableElement): ReadonlyMap<string, string> {
	const columns = [...table.querySelectorAll<HTMLTableCellElement>(".dimensions th[data-d]")];
	const groups = [...table.querySelectorAll<HTMLTableCellElement>(".groups th")].flatMap((head) =>
		Array.from({ length: head.colSpan }, () => head.dataset.group ?? ""),
	);
	return new Map(columns.map((column, index) => [column.dataset.d ?? "", groups[index] ?? ""]));
}

function queryOf(form: HTMLFormElement): Query {
	return new Map(
		[...new FormData(form)].map(([name, value]) => [name, String(value)] as const).filter(([, value]) => value !== ""),
	);
}

function requirementsOf(form: HTMLFormElement, query: Query, ranks: ReadonlyMap<string, number>): Requirement[] {
	return [...form.querySelectorAll<HTMLSelectElement>("select.requirement")].flatMap(({ name }) => {
		const grade = query.get(name);
		return grade === undefined ? [] : [{ dimension: name, rank: ranks.get(grade) ?? Number.POSITIVE_INFINITY }];
	});
}

/** Arrow keys go from cell to cell, past what is hidden. */
function moveFocus(event: KeyboardEvent, body: HTMLTableSectionElement): void {
	const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
	const cell = event.target instanceof Element ? event.target.closest<HTMLTableCellElement>("th, td") : null;
	const row = cell?.closest("tr");
	if (!step || !cell || !row || event.altKey || event.ctrlKey || event.metaKey) return;
	const [down = 0, right = 0] = step;
	const rows = [...body.rows].filter(({ hidden }) => !hidden);
	let column = cell.cellIndex;
	let line = rows.indexOf(row);
	for (;;) {
		line += down;
		column += right;
		const next = rows[line]?.cells[column];
		if (!next) return;
		const link = next.hidden ? null : next.querySelector("a");
		if (!link) continue;
		event.preventDefault();
		link.focus();
		return;
	}
}

function download(name: string, text: string): void {
	const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
	const link = document.createElement("a");
	link.href = address;
	link.download = name;
	link.click();
	URL.revokeObjectURL(address);
}

if (form && table instanceof HTMLTableElement) start(form, table);
