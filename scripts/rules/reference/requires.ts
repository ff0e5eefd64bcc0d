import { dimensionOf } from "../../../schemas/dimensions/index.ts";
import { defineRule } from "../rule.ts";

export const referenceRequires = defineRule({
	id: "reference/requires",
	level: "error",
	scope: "record",
	summary: "A cell requires other dimensions, each once, and never its own.",
	why: "A promise that depends on itself depends on nothing.",
	*check({ cells }) {
		for (const { path, dimension, cell } of cells) {
			for (const [index, required] of (cell.requires ?? []).entries()) {
				const at = [...path, "requires", index];
				if (required === dimension) {
					yield {
						path: at,
						message: `${dimensionOf(dimension).label} cannot require itself`,
						hint: "Name another dimension, or delete the entry.",
					};
				} else if (cell.requires?.indexOf(required) !== index) {
					yield { path: at, message: "this dimension stands twice", hint: "Delete one of the two." };
				}
			}
		}
	},
	examples: [
		{
			name: "itself",
			edit: [["      - training_on_customer_data", "      - retention_zdr"]],
			problem: {
				path: "dimensions.retention_zdr.requires[0]",
				message: "Retention / ZDR cannot require itself",
				hint: "Name another dimension, or delete the entry.",
			},
		},
		{
			name: "twice",
			edit: [
				[
					"      - training_on_customer_data\n",
					"      - training_on_customer_data\n      - training_on_customer_data\n",
				],
			],
			problem: {
				path: "dimensions.retention_zdr.requires[1]",
				message: "this dimension stands twice",
				hint: "Delete one of the two.",
			},
		},
	],
});
