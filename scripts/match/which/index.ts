import type { PublishedOffering } from "../../../schemas/published.ts";
import { readYaml } from "../../yaml/read-yaml.ts";
import { type Reference, type Resolution, resolve, resolveReference } from "../resolve.ts";
import { environmentUses, isEnvironment } from "./environment.ts";
import { isLitellm, litellmUses } from "./litellm.ts";
import { isOpenrouter, openrouterUses } from "./openrouter.ts";
import { asMapping, type Use } from "./use.ts";

/** An offering that a project uses, and where it says so. */
export interface UsedOffering {
	readonly offering: string;
	readonly name: string;
	readonly places: readonly string[];
}

/** Something that a project names and that stands for no offering, or not for one alone. */
export interface UnresolvedUse {
	readonly place: string;
	readonly named: string;
	readonly reason: string;
	/** Ids that may be meant; a guess. */
	readonly candidates: readonly string[];
}

/** Endpoints and models that a project uses. */
export interface Usage {
	readonly used: readonly UsedOffering[];
	readonly unresolved: readonly UnresolvedUse[];
}

type Data = { readonly offerings: readonly PublishedOffering[] };

/** A file that is read for what it names. */
export interface ConfigurationFile {
	readonly name: string;
	readonly text: string;
}

/** Returns the offerings that configurations name, and what could not be resolved. */
export function usageOf(files: readonly ConfigurationFile[], data: Data): Usage {
	const places = new Map<string, { offering: PublishedOffering; places: string[] }>();
	const unresolved: UnresolvedUse[] = [];
	const note = (place: string, named: string, found: Resolution) => {
		if (!found.offering) {
			unresolved.push({ place, named, reason: found.reason, candidates: found.candidates });
			return;
		}
		const known = places.get(found.offering.id) ?? { offering: found.offering, places: [] };
		known.places.push(`${place}: ${named}`);
		places.set(found.offering.id, known);
	};
	for (const { name, text } of files) {
		const uses = usesOf(text);
		if (uses.length === 0) {
			unresolved.push({ place: name, named: name, reason: "nothing in it names a model or an API", candidates: [] });
		}
		for (const use of uses) {
			const place = `${name}: ${use.place}`;
			const found = resolutionOf(use, data);
			note(place, use.named, found);
			if (found.offering?.category !== "gateway") continue;
			for (const host of use.pinned ?? [null]) note(place, use.named, hostBehind(host, found.offering.name, data));
		}
	}
	return {
		used: [...places.values()].map(({ offering, places: all }) => ({
			offering: offering.id,
			name: offering.name,
			places: all,
		})),
		unresolved,
	};
}

function resolutionOf({ named, reference, unknown }: Use, data: Data): Resolution {
	if (unknown !== undefined) {
		const { offering } = resolveReference(reference ?? {}, data);
		return { offering: null, reason: unknown, candidates: offering ? [offering.id] : [] };
	}
	return reference === undefined ? resolve(named, data) : resolveReference(reference, data);
}

/** Returns the host that a gateway passes a request on to; unresolved where the configuration leaves the choice to it. */
function hostBehind(host: Reference | null, gateway: string, data: Data): Resolution {
	if (host !== null) return resolveReference(host, data);
	return { offering: null, reason: `${gateway} may choose any host; pin it to be able to say which`, candidates: [] };
}

/** Returns what a text names: a LiteLLM or OpenRouter configuration, an environment file, or a list of ids. */
export function usesOf(text: string): Use[] {
	if (isEnvironment(text)) return environmentUses(text);
	const read = readYaml(new TextEncoder().encode(text));
	const value: unknown = "fault" in read ? undefined : read.value;
	const mapping = asMapping(value);
	if (isLitellm(mapping)) return litellmUses(mapping);
	if (isOpenrouter(mapping)) return openrouterUses(mapping);
	if (Array.isArray(value)) return value.flatMap(listedUses);
	if (Object.keys(mapping).length > 0) return [];
	return text.split(/\r?\n/).flatMap((line, index) => listedUses(line.replace(/#.*$/, "").trim(), index));
}

function listedUses(entry: unknown, index: number): Use[] {
	if (typeof entry === "object" && entry !== null && isOpenrouter(asMapping(entry))) {
		return openrouterUses(asMapping(entry)).map((use) => ({ ...use, place: `${index + 1}` }));
	}
	if (typeof entry !== "string" || entry === "") return [];
	return [{ place: `${index + 1}`, named: entry }];
}
