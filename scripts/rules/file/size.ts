import { MAX_FILE_BYTES } from "../../lib/tree.ts";
import { MAX_DEPTH, MAX_NODES } from "../../yaml/parse.ts";
import { API } from "../example.ts";
import { defineRule } from "../rule.ts";

export const fileSize = defineRule({
	id: "file/size",
	level: "error",
	scope: "file",
	summary: `A file has at most ${MAX_FILE_BYTES / 1024} KiB, ${MAX_DEPTH} levels and ${MAX_NODES} nodes.`,
	why: "A record is read by people; anything larger is a mistake or an attack on whoever loads it.",
	*check({ fault }) {
		if (fault?.kind === "size") yield { path: [], span: fault.span, message: fault.message, hint: fault.hint };
	},
	examples: [
		{
			name: "bytes",
			edit: [["  Acme serves", `  ${"Acme ".repeat(MAX_FILE_BYTES / 5)}serves`]],
			problem: {
				path: "",
				message: `the file has ${MAX_FILE_BYTES + 2487} bytes; at most ${MAX_FILE_BYTES} (256 KiB) are read`,
				hint: "Shorten the record.",
			},
		},
		{
			name: "levels",
			edit: { [API]: `id: ${"[".repeat(MAX_DEPTH)}${"]".repeat(MAX_DEPTH)}\n` },
			problem: {
				path: "",
				at: [1, 16],
				words: "]",
				message: `the file is nested more than ${MAX_DEPTH} levels deep`,
				hint: "A record needs no such depth; check the indentation or the brackets.",
			},
		},
		{
			name: "nodes",
			edit: { [API]: `id: [${"1,".repeat(MAX_NODES - 1)}]\n` },
			problem: {
				path: "",
				message: `the file holds ${MAX_NODES + 2} YAML nodes; at most ${MAX_NODES} are allowed`,
				hint: "Shorten the record.",
			},
		},
	],
});
