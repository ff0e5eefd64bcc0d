import { DIMENSIONS } from "../../../schemas/dimensions/index.ts";
import type { GradeId } from "../../../schemas/grades.ts";
import { mostCommon } from "../majority.ts";
import { defineRule } from "../rule.ts";

interface PlatformCells {
	readonly platform: string;
	readonly cells: Readonly<Record<string, { value: GradeId; explained: boolean }>>;
}

const PLATFORM_WIDE = DIMENSIONS.filter((dimension) => dimension.platform_wide).map(({ id, label }) => ({ id, label }));

/** Words by which notes speak of what a certificate reaches. */
const SPEAKS_OF_SCOPE =
	/\b(?:scope|cover(?:s|ed|age)?|include[sd]?|in-scope|partner|third[- ]party|lists?|listed|names?|named|applies|product|model)\b/i;

export const referencePlatform = defineRule<PlatformCells>({
	id: "reference/platform",
	level: "warning",
	scope: "registry",
	summary:
		"Offerings of one platform agree on its platform-wide certificates, or their notes say what the certificate reaches.",
	why: "A certificate of a platform covers its services alike unless its scope says otherwise; a difference without a reason is a slip.",
	pick(_file, record) {
		if (record?.kind !== "offering" || record.value.status === "retired") return null;
		const cells = Object.fromEntries(
			PLATFORM_WIDE.flatMap(({ id }) => {
				const cell = record.value.dimensions[id];
				return cell ? [[id, { value: cell.value, explained: SPEAKS_OF_SCOPE.test(cell.notes) }]] : [];
			}),
		);
		return { platform: record.value.platform, cells };
	},
	*check(offerings) {
		for (const own of Map.groupBy(offerings, ({ pick }) => pick.platform).values()) {
			for (const { id, label } of PLATFORM_WIDE) {
				const common = mostCommon(own.flatMap(({ pick }) => pick.cells[id]?.value ?? []));
				const reference = own.find(({ pick }) => pick.cells[id]?.value === common);
				for (const { file, pick } of own) {
					const cell = pick.cells[id];
					if (!cell || cell.value === common || cell.explained) continue;
					yield {
						file,
						path: ["dimensions", id, "value"],
						message: `${label} is ${cell.value} here but ${common} in ${reference?.file} on the same platform, and the notes do not say why`,
						hint: "Say in notes what the certificate covers, or grade both alike.",
					};
				}
			}
		}
	},
});
