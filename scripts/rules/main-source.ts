import { type Confidence, isRead } from "../../schemas/grades.ts";
import type { Source } from "../../schemas/source.ts";
import type { Archives } from "../registry/archives.ts";

/** Highest confidence that evidence allows, and the reason why it is not a higher one. */
export interface Cap {
	readonly confidence: Confidence;
	readonly because: string;
}

/** Returns the cap of the main source of some sources; null where they allow a high confidence, and without any. */
export function capOf(sources: readonly Source[], archives: Archives): Cap | null {
	const [main] = sources;
	if (!main) return null;
	switch (main.via) {
		case "live":
			return null;
		case "copy": {
			if (!isDated(main)) return { confidence: "medium", because: "it is a stored copy without a date" };
			if (!sources.filter(({ via }) => isRead(via)).every((source) => isOfIndividual(source, archives))) return null;
			return { confidence: "medium", because: "every copy that was read is kept by an individual" };
		}
		case "excerpt":
			return { confidence: "medium", because: "an excerpt of it was read" };
		case "quoted":
			return { confidence: "medium", because: "a third party quotes it" };
		case "reported":
			return { confidence: "low", because: "a third party reports it in its own words" };
		case "unread":
			return { confidence: "low", because: "nobody has read it" };
		default:
			return main.via satisfies never;
	}
}

function isDated({ captured, unchanged, published }: Source): boolean {
	return (unchanged ?? captured ?? published) !== undefined;
}

function isOfIndividual({ via, archived }: Source, archives: Archives): boolean {
	return via === "copy" && archived !== undefined && archives.of(archived)?.kept_by === "individual";
}
