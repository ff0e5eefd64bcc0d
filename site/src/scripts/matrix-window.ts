/** Most rows that are drawn whatever the reader sees of them: a browser takes most of a second to lay a thousand out. */
const FEW = 100;
/** Rows that are drawn at once where there are more, and each time that the reader comes near the last; they fill a screen. */
const AT_ONCE = 50;

/** Rows of a table of which some match, drawn from the first on as far as the reader scrolls. */
export interface RowWindow {
	/** Hides what does not match, and draws the first of what does, in the order of the table. */
	show(met: ReadonlySet<HTMLTableRowElement>): void;
	/** Draws the rows up to one that matches, so that it can be focused. */
	drawTo(row: HTMLTableRowElement): void;
}

export function startWindow(table: HTMLTableElement): RowWindow {
	const body = table.tBodies[0] as HTMLTableSectionElement;
	const height = body.rows[0]?.offsetHeight ?? 0;
	let matching: HTMLTableRowElement[] = [];
	let drawn = 0;
	const draw = (count: number) => {
		drawn = Math.min(count, matching.length);
		for (const [at, row] of matching.entries()) row.classList.toggle("later", at >= drawn);
		const left = matching.length - drawn;
		// What is not drawn keeps its place: the scroll bar is right, and a page that is loaded anew stays where it was.
		table.style.marginBottom = left > 0 ? `${left * height}px` : "";
		table.ariaRowCount = left > 0 ? `${matching.length + (table.tHead?.rows.length ?? 0)}` : null;
		near.disconnect();
		const last = matching[drawn - 1];
		if (left > 0 && last) near.observe(last);
	};
	// A row above the screen counts as near, too: the End key jumps past all of them.
	const near = new IntersectionObserver(
		(entries) => {
			if (entries.some(({ isIntersecting }) => isIntersecting)) draw(drawn + AT_ONCE);
		},
		{ rootMargin: "10000000px 0px 1000px 0px" },
	);
	// A browser finds words only in what is drawn.
	addEventListener("keydown", ({ key, ctrlKey, metaKey }) => {
		if (key === "f" && (ctrlKey || metaKey)) draw(matching.length);
	});
	return {
		show(met) {
			matching = [];
			for (const row of body.rows) {
				const meets = met.has(row);
				// To write what is there already would have the browser compute the styles of the row anew.
				if (row.hidden === meets) row.hidden = !meets;
				if (meets) matching.push(row);
			}
			draw(matching.length > FEW ? AT_ONCE : FEW);
		},
		drawTo(row) {
			// Most keys go to a row that is there.
			const at = matching.indexOf(row);
			if (at >= drawn) draw(at + 1);
		},
	};
}
