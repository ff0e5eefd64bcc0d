import type { PublishedCell } from "../../../schemas/published.ts";
import type { Dataset } from "../dataset.ts";
import { type Column, type Table, tableOf } from "../table.ts";
import { type CellRow, cellIdColumn, cellRows } from "./cells.ts";

/** An item of one of a cell's lists, with its place counted from 1. */
export interface ListedRow<Item> extends CellRow {
	readonly position: number;
	readonly item: Item;
}

/** Returns a table of one list of every cell. */
export function listTable<Item>(
	dataset: Dataset,
	about: Pick<Table, "name" | "title" | "description">,
	key: string,
	itemsOf: (cell: PublishedCell) => readonly Item[],
	columns: readonly Column<ListedRow<Item>>[],
): Table {
	return tableOf({ ...about, key: ["cell_id", key] }, [cellIdColumn(), ...columns], () =>
		listed(cellRows(dataset), itemsOf),
	);
}

/** Returns the column of a place in a list. */
export function positionColumn(): Column<{ readonly position: number }> {
	return {
		name: "position",
		type: "integer",
		nullable: false,
		description: "Place in the cell's list; the first is 1.",
		value: ({ position }) => position,
	};
}

/** Returns the items of one list of every cell. */
function* listed<Item>(
	cells: Iterable<CellRow>,
	itemsOf: (cell: PublishedCell) => readonly Item[],
): Generator<ListedRow<Item>> {
	for (const row of cells) {
		for (const [index, item] of itemsOf(row.cell).entries()) yield { ...row, position: index + 1, item };
	}
}
